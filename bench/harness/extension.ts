import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { run } from '../../test/host/run.ts';

let built: Promise<unknown> | undefined;

/** Builds `dist/` as it is shipped, and the tools that start VS Code, once a run. */
export function buildExtension(): Promise<unknown> {
	built ??= run(process.execPath, ['esbuild.js', '--production'], { cwd: projectRoot }).then(() =>
		run(process.execPath, ['esbuild.js', 'tools'], { cwd: projectRoot }),
	);
	return built;
}

/** Every file that is loaded with this one, before anything in them runs; paths relative to `dist/`. */
export async function loadedWith(entry: string): Promise<readonly string[]> {
	const found = new Set<string>([entry]);
	for (const file of found) {
		const code = await readFile(join(projectRoot, 'dist', file), 'utf8');
		for (const [, path = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) {
			found.add(join(file, '..', path));
		}
	}
	return [...found];
}
