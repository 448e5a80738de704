import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import process from 'node:process';

const { basename, dirname, extname, join, relative } = posix;

/**
 * With splitting, esbuild puts what the start shares with later chunks into a chunk as well and leaves an
 * entry that only imports it: in a page, one more request that waits for the first. This writes that chunk in
 * the place of the entry.
 *
 * @param {string} source the entry point, such as `src/webview/main.ts`, which exports nothing
 * @returns {import('esbuild').Plugin}
 */
export const startInEntry = source => ({
	name: 'start-in-entry',
	setup(build) {
		build.initialOptions.metafile = true;
		build.initialOptions.write = false;
		build.onEnd(async ({ metafile, outputFiles = [] }) => {
			const places = placesOf(metafile?.outputs ?? {}, source);
			await Promise.all(
				outputFiles.map(async ({ path, contents, text }) => {
					const from = relative(process.cwd(), path);
					const to = places.get(from);
					if (to !== undefined) {
						await mkdir(dirname(to), { recursive: true });
						await writeFile(to, rewrite[extname(from)]?.(text, from, to, places) ?? contents);
					}
				}),
			);
		});
	},
});

/** Path that esbuild gave a file → path to write it to, without the entry that is left out. */
function placesOf(outputs, source) {
	const paths = Object.keys(outputs);
	const entry = paths.find(path => outputs[path].entryPoint === source);
	const start = paths.find(path => source in outputs[path].inputs);
	const places = new Map(paths.map(path => [path, path]));
	if (start !== entry) {
		// They would be lost with it: the chunk exports what others need, under other names.
		assert.deepEqual(outputs[entry].exports, [], entry);
		for (const ending of ['', '.map']) {
			places.delete(entry + ending);
			places.set(start + ending, entry + ending);
		}
	}
	return places;
}

/** What names other files relative to itself, by its ending. */
const rewrite = {
	'.js': (text, from, to, places) =>
		text
			.replace(/"(\.\.?\/[^"\n]+)"/g, (literal, path) => {
				const target = places.get(join(dirname(from), path));
				return target === undefined ? literal : `"${specifier(dirname(to), target)}"`;
			})
			.replace(`sourceMappingURL=${basename(from)}.map`, `sourceMappingURL=${basename(to)}.map`),
	'.map': (text, from, to) => {
		const { sources, ...map } = JSON.parse(text);
		const moved = sources.map(path => relative(dirname(to), join(dirname(from), path)));
		return JSON.stringify({ ...map, sources: moved });
	},
};

function specifier(folder, file) {
	const path = relative(folder, file);
	return path.startsWith('.') ? path : `./${path}`;
}
