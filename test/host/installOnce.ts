import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';

/**
 * Makes the folder `target` unless it is there already. `populate` fills a folder beside it, which
 * becomes `target` by one rename: what exists is always whole, and of two processes that fill it
 * at once the later one takes what the earlier one made.
 */
export async function installOnce(
	target: string,
	populate: (staging: string) => Promise<void>,
): Promise<void> {
	if (existsSync(target)) {
		return;
	}
	await mkdir(dirname(target), { recursive: true });
	const staging = await passingFolder(`${target}.partial`);
	try {
		await populate(staging);
		await rename(staging, target);
	} catch (error) {
		if (!existsSync(target)) {
			throw error;
		}
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

/**
 * A new folder beside others with the same start of the path, for the time that this process runs:
 * those that processes which no longer run have left behind are removed.
 */
export async function passingFolder(start: string): Promise<string> {
	const prefix = `${basename(start)}-`;
	for (const name of await readdir(dirname(start))) {
		const owner = name.startsWith(prefix) && /^(\d+)-/.exec(name.slice(prefix.length))?.[1];
		if (owner && !isRunning(Number(owner))) {
			await rm(join(dirname(start), name), { recursive: true, force: true });
		}
	}
	return mkdtemp(`${start}-${process.pid}-`);
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
