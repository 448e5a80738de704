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
	await removeAbandoned(target);
	const staging = await mkdtemp(`${target}.partial-${process.pid}-`);
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

/** Removes what processes that no longer run have left half made. */
async function removeAbandoned(target: string): Promise<void> {
	const prefix = `${basename(target)}.partial-`;
	for (const name of await readdir(dirname(target))) {
		if (name.startsWith(prefix) && !isRunning(Number.parseInt(name.slice(prefix.length), 10))) {
			await rm(join(dirname(target), name), { recursive: true, force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
