import { glob, readFile } from 'node:fs/promises';

/** The files that fit the patterns, each with its text. */
export async function sources(...patterns: readonly string[]): Promise<[string, string][]> {
	const found: [string, string][] = [];
	for await (const file of glob(patterns)) {
		found.push([file, await readFile(file, 'utf8')]);
	}
	return found;
}
