import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { INDEX_FILE } from '../../src/platform/store/names.ts';
import { openStore } from './store.ts';

/** Arguments: what to do, the storage folder, the conversation. Prints milliseconds, wall and processor. */

const [name = '', folder = '', id = ''] = process.argv.slice(2);

/** The same bytes, read and parsed, and nothing made of them. */
async function readAll(path: string, isRecord: (file: string) => boolean): Promise<void> {
	const files = (await readdir(path)).filter(isRecord);
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < files.length; index = next++) {
			JSON.parse(await readFile(join(path, files[index] ?? ''), 'utf8'));
		}
	};
	await Promise.all(Array.from({ length: 64 }, worker));
}

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
	openFloor: () => readAll(join(folder, 'turns', id), file => file.endsWith('.json')),
	open: () => openStore(folder).load(id),
	async listFloor() {
		await Promise.all([
			readdir(join(folder, 'meta')),
			readdir(join(folder, 'turns')),
			readFile(join(folder, INDEX_FILE), 'utf8').then(text => JSON.parse(text)),
		]);
	},
	list: () => openStore(folder).list(),
};

const action = actions[name];
if (action === undefined) {
	throw new Error(`No action ${name}.`);
}
const before = process.cpuUsage();
const start = performance.now();
await action();
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ wall, processor: (user + system) / 1_000 }));
process.exit();
