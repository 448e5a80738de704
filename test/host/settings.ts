import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from './projectRoot.ts';

/** Settings by id, as in a settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Writes settings where the VS Code server reads them: machine-scoped ones of this extension count
 * only among the machine's, all others are the user's. A running window takes changes at once.
 */
export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
	const machineScoped = await machineScopedSettings();
	const isMachine = ([id]: [string, unknown]) => machineScoped.has(id);
	const entries = Object.entries(settings);
	await writeJson(
		join(dataFolder, 'data', 'Machine', 'settings.json'),
		Object.fromEntries(entries.filter(isMachine)),
	);
	await writeJson(
		join(dataFolder, 'data', 'User', 'settings.json'),
		Object.fromEntries(entries.filter(entry => !isMachine(entry))),
	);
}

async function machineScopedSettings(): Promise<Set<string>> {
	const manifest: {
		contributes: {
			configuration: { properties: Record<string, { scope?: string }> };
		};
	} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const properties = Object.entries(manifest.contributes.configuration.properties);
	return new Set(properties.filter(([, { scope }]) => scope === 'machine').map(([id]) => id));
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(value, undefined, '\t'));
}
