import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { run } from '../../test/host/run.ts';

/** Where and with what figures were measured. */
export interface Setting {
	readonly date: string;
	readonly commit: string;
	readonly machine: string;
	/** Processes that wanted to run during the minute before, on average. */
	readonly load: number;
	readonly versions: Readonly<Record<string, string>>;
}

export async function describeSetting(): Promise<Setting> {
	return {
		date: new Date().toISOString().slice(0, 16).replace('T', ' '),
		commit: await commit(),
		machine: `${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}`,
		load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
		versions: { node: process.versions.node, ...(await peerVersions()) },
	};
}

/** A plus sign tells of changes that are in no commit. */
async function commit(): Promise<string> {
	const [hash, changes] = await Promise.all([
		run('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot }),
		run('git', ['status', '--porcelain', '--untracked-files=no'], { cwd: projectRoot }),
	]);
	return hash.trim() + (changes.trim() === '' ? '' : '+');
}

async function peerVersions(): Promise<Readonly<Record<string, string>>> {
	const manifest: { dependencies: Record<string, string> } = JSON.parse(
		await readFile(join(projectRoot, 'bench/package.json'), 'utf8'),
	);
	return manifest.dependencies;
}
