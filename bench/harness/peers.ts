import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { runNpm } from '../../test/host/run.ts';

const folder = join(projectRoot, 'bench');

/** Installs the packages that the benchmarks compare with, unless those of the lock file are there. */
export async function installPeers(): Promise<void> {
	if (await isInstalled()) {
		return;
	}
	console.log('Installing the peers of bench/package.json, once …');
	await runNpm(['ci', '--no-audit', '--no-fund'], folder);
}

async function isInstalled(): Promise<boolean> {
	const { dependencies }: { dependencies: Record<string, string> } = await readJson(
		join(folder, 'package.json'),
	);
	const found = await Promise.all(
		Object.entries(dependencies).map(async ([name, version]) => {
			const manifest = join(folder, 'node_modules', name, 'package.json');
			return (
				existsSync(manifest) && (await readJson<{ version: string }>(manifest)).version === version
			);
		}),
	);
	return found.every(Boolean);
}

async function readJson<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, 'utf8'));
}
