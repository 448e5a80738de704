import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

function findProjectRoot(folder: string): string {
	if (existsSync(join(folder, 'package-lock.json'))) {
		return folder;
	}
	const parent = dirname(folder);
	if (parent === folder) {
		throw new Error('The folder that holds package-lock.json was not found.');
	}
	return findProjectRoot(parent);
}

/** The folder of the project's package.json, from wherever in `out/` this code was bundled to. */
export const projectRoot = findProjectRoot(import.meta.dirname);

/**
 * Where fetched editors and browsers are kept: `.vscode-test/`, or the folder that
 * COMET_GEMINI_VSCODE_CACHE names, so that several checkouts of one machine can share it.
 */
export function cacheFolder(): string {
	const chosen = process.env['COMET_GEMINI_VSCODE_CACHE'];
	return chosen ? resolve(chosen) : join(projectRoot, '.vscode-test');
}
