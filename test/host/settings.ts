import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from './projectRoot.ts';

/** Settings by id, as in a settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

const machineFile = (dataFolder: string) => join(dataFolder, 'data', 'Machine', 'settings.json');
const userFile = (dataFolder: string) => join(dataFolder, 'data', 'User', 'settings.json');

/**
 * Writes settings where a VS Code server that is about to start reads them: machine-scoped ones of
 * this extension count only among the machine's, all others are the user's.
 */
export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
	const machineScoped = await machineScopedSettings();
	const isMachine = ([id]: [string, unknown]) => machineScoped.has(id);
	const entries = Object.entries(settings);
	const ofUser = entries.filter(entry => !isMachine(entry));
	await writeJson(machineFile(dataFolder), Object.fromEntries(entries.filter(isMachine)));
	await writeJson(userFile(dataFolder), Object.fromEntries(ofUser));
}

/**
 * Adds settings to those of the machine, which a running window takes at once and which hide the
 * user's; only those of the scope `application` do not count there.
 */
export async function overrideSettings(dataFolder: string, settings: Settings): Promise<void> {
	const file = machineFile(dataFolder);
	const present: Settings = JSON.parse(await readFile(file, 'utf8'));
	await writeJson(file, { ...present, ...settings });
}

async function machineScopedSettings(): Promise<Set<string>> {
	const manifest: {
		contributes: { configuration: { properties: Record<string, { scope?: string }> } };
	} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const properties = Object.entries(manifest.contributes.configuration.properties);
	return new Set(properties.filter(([, { scope }]) => scope === 'machine').map(([id]) => id));
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(value, undefined, '\t'));
}
