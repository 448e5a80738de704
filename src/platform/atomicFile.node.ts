import { readFile as readFileCallback } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Uri } from 'vscode';
import { failureCode, type StoreFiles } from './store/files.ts';

/** What is used of `node:fs`, so that a failing one can be handed in. */
export interface NodeFileSystem {
	open(path: string, flags: string): Promise<NodeFileHandle>;
	readFile(path: string): Promise<Uint8Array>;
	readdir(path: string): Promise<string[]>;
	rename(from: string, to: string): Promise<void>;
	rm(path: string, options: { recursive: boolean; force: boolean }): Promise<void>;
	mkdir(path: string, options: { recursive: true }): Promise<unknown>;
	stat(path: string): Promise<{ readonly mtimeMs: number }>;
}

interface NodeFileHandle {
	writeFile(text: string): Promise<void>;
	sync(): Promise<void>;
	close(): Promise<void>;
}

// `readFile` of node:fs/promises takes three times as long, which a thousand turns make felt.
const systemFiles: NodeFileSystem = {
	open,
	readFile: promisify(readFileCallback),
	readdir,
	rename,
	rm,
	mkdir,
	stat,
};

const TEMPORARY_FOLDER = 'tmp';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

export function openStoreFiles(root: Uri): StoreFiles {
	return createNodeFiles(root.fsPath);
}

/**
 * Writes a temporary file, flushes it and renames it into place: whatever happens, a file is there whole or
 * not at all. (`workspace.fs.rename` with `overwrite` deletes the target first.)
 */
export function createNodeFiles(root: string, fs: NodeFileSystem = systemFiles): StoreFiles {
	const temporaryFolder = join(root, TEMPORARY_FOLDER);
	const unique = crypto.randomUUID();
	let count = 0;
	let ready: Promise<void> | undefined;
	const prepare = async () => {
		await fs.mkdir(temporaryFolder, { recursive: true });
		await removeAbandoned(temporaryFolder, fs);
	};
	const writeOnce = async (file: string, text: string) => {
		ready ??= prepare();
		await ready.catch(error => {
			ready = undefined;
			throw error;
		});
		const temporary = join(temporaryFolder, `${unique}-${count++}`);
		try {
			await writeFlushed(temporary, text, fs);
			await moveInto(temporary, join(root, file), fs);
		} catch (error) {
			await removeQuietly(temporary, fs);
			throw error;
		}
	};
	return {
		async list(folder) {
			return (await unlessMissing(fs.readdir(join(root, folder)))) ?? [];
		},
		read: file => unlessMissing(fs.readFile(join(root, file))),
		async write(file, text) {
			try {
				await writeOnce(file, text);
			} catch (error) {
				if (failureCode(error) !== 'ENOENT') {
					throw error;
				}
				// Somebody has cleared the folders away since they were made: by hand, or what tidies up.
				ready = undefined;
				await writeOnce(file, text);
			}
		},
		move: (from, to) => fs.rename(join(root, from), join(root, to)),
		remove: path => fs.rm(join(root, path), { recursive: true, force: true }),
	};
}

async function writeFlushed(path: string, text: string, fs: NodeFileSystem): Promise<void> {
	const file = await fs.open(path, 'wx');
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
}

async function moveInto(temporary: string, target: string, fs: NodeFileSystem): Promise<void> {
	try {
		await renameWhenFree(temporary, target, fs);
	} catch (error) {
		if (failureCode(error) !== 'ENOENT') {
			throw error;
		}
		await fs.mkdir(dirname(target), { recursive: true });
		await renameWhenFree(temporary, target, fs);
	}
	await syncFolder(dirname(target), fs);
}

/** On Windows a virus scanner may hold a new file open for a moment. */
async function renameWhenFree(from: string, to: string, fs: NodeFileSystem): Promise<void> {
	for (const pause of [10, 40, 160]) {
		try {
			return await fs.rename(from, to);
		} catch (error) {
			if (!['EPERM', 'EACCES', 'EBUSY'].includes(failureCode(error))) {
				throw error;
			}
			await wait(pause);
		}
	}
	await fs.rename(from, to);
}

/** Makes the new name survive a power cut too. */
async function syncFolder(folder: string, fs: NodeFileSystem): Promise<void> {
	try {
		const handle = await fs.open(folder, 'r');
		await handle.sync().finally(() => handle.close());
	} catch {
		// Windows and some network drives cannot flush a folder: the file itself has been flushed.
	}
}

/** What a process left behind that was ended while it wrote. Younger ones may be another window's. */
async function removeAbandoned(folder: string, fs: NodeFileSystem): Promise<void> {
	const before = Date.now() - ABANDONED_AFTER_MS;
	for (const name of await fs.readdir(folder)) {
		const path = join(folder, name);
		const file = await unlessMissing(fs.stat(path));
		if (file !== undefined && file.mtimeMs < before) {
			await removeQuietly(path, fs);
		}
	}
}

async function removeQuietly(path: string, fs: NodeFileSystem): Promise<void> {
	try {
		await fs.rm(path, { recursive: false, force: true });
	} catch {
		// It stays as an unused file, to be removed another day; the failure before is what matters.
	}
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
	try {
		return await work;
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(failureCode(error))) {
			return undefined;
		}
		throw error;
	}
}
