import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { projectRoot } from '../../host/projectRoot.ts';
import { run } from '../../host/run.ts';

/** What VS Code loads before `activate()`, minified; the rest comes with its first use. */
const LIMIT = 40 * 1024;

describe('What is loaded when VS Code starts', function () {
	this.timeout(30_000);

	it('is at most 40 KB, and no package', async () => {
		const { metafile } = await esbuild.build({
			entryPoints: ['src/extension.ts'],
			outdir: 'dist',
			bundle: true,
			splitting: true,
			minify: true,
			format: 'esm',
			platform: 'node',
			target: 'es2024',
			packages: 'external',
			metafile: true,
			write: false,
		});
		const files = new Set(['dist/extension.js']);
		const packages = new Set<string>();
		for (const file of files) {
			for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
				if (kind === 'import-statement') {
					(external ? packages : files).add(path);
				}
			}
		}
		const size = [...files].reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
		assert.deepEqual(
			[...packages].filter(name => !name.startsWith('node:')),
			['vscode'],
		);
		assert.ok(size <= LIMIT, `${size} bytes in ${files.size} files`);
	});

	/** Opening a file costs more than the little that would be in it. */
	it('is one chunk, beside its entry and what the bundler needs itself', async () => {
		const files = await loadedFrom(await build('host'), 'extension.js');
		assert.ok(files.size <= 3, [...files.keys()].join('\n'));
	});
});

describe('What the panel loads before it is there', function () {
	this.timeout(30_000);

	it('is one script of at most 40 KB as it is sent, without what shows Markdown', async () => {
		const files = await loadedFrom(await build('webview'), 'webview/main.js');
		const size = [...files.values()].reduce((sum, code) => sum + gzipSync(code).length, 0);
		assert.ok(size <= LIMIT, `${size} bytes in ${files.size} files`);
		// What the first one imports would be asked for only when that has come.
		assert.equal(files.size, 1);
	});
});

/** Builds as for shipping; resolves to the folder. */
async function build(name: 'host' | 'webview'): Promise<string> {
	const out = `out/built/${name}`;
	await run(process.execPath, ['esbuild.js', name, '--production', `--out=${out}`], {
		cwd: projectRoot,
	});
	return join(projectRoot, out);
}

/** The text of a file and of all that it imports before anything runs, by path. */
async function loadedFrom(folder: string, entry: string): Promise<ReadonlyMap<string, string>> {
	const files = new Map([[join(folder, entry), '']]);
	for (const file of files.keys()) {
		const code = await readFile(file, 'utf8');
		files.set(file, code);
		for (const [, path = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) {
			const imported = join(file, '..', path);
			files.set(imported, files.get(imported) ?? '');
		}
	}
	return files;
}
