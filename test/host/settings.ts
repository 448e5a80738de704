import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { projectRoot } from './projectRoot.ts';

/** Settings by id, as in a settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

const machineFile = (dataFolder: string) => join(dataFolder, 'data', 'Machine', 'settings.json');
const userFile = (dataFolder: string) => join(dataFolder, 'data', 'User', 'settings.json');

/**
 * Adds settings to those that a VS Code server reads when it starts: machine-scoped ones of this
 * extension count only among the machine's, all others are the user's. Undefined removes one.
 */
export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
	const machineScoped = await machineScopedSettings();
	const isMachine = ([id]: [string, unknown]) => machineScoped.has(id);
	const entries = Object.entries(settings);
	const ofUser = entries.filter(entry => !isMachine(entry));
	await mergeInto(machineFile(dataFolder), Object.fromEntries(entries.filter(isMachine)));
	await mergeInto(userFile(dataFolder), Object.fromEntries(ofUser));
}

/**
 * Adds settings to those of the machine, which a running window takes at once and which hide the
 * user's; only those of the scope `application` do not count there.
 */
export function overrideSettings(dataFolder: string, settings: Settings): Promise<void> {
	return mergeInto(machineFile(dataFolder), settings);
}

async function mergeInto(file: string, settings: Settings): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const present = existsSync(file) ? parse(await readFile(file, 'utf8')) : {};
	await writeFile(file, JSON.stringify({ ...present, ...settings }, undefined, '\t'));
}

async function machineScopedSettings(): Promise<Set<string>> {
	const manifest: {
		contributes: { configuration: { properties: Record<string, { scope?: string }> } };
	} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const properties = Object.entries(manifest.contributes.configuration.properties);
	return new Set(properties.filter(([, { scope }]) => scope === 'machine').map(([id]) => id));
}
