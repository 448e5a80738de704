import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
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
		const out = 'out/activation';
		await run(process.execPath, ['esbuild.js', 'host', '--production', `--out=${out}`], {
			cwd: projectRoot,
		});
		const files = new Set([join(projectRoot, out, 'extension.js')]);
		for (const file of files) {
			const code = await readFile(file, 'utf8');
			for (const [, path = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) {
				files.add(join(file, '..', path));
			}
		}
		assert.ok(files.size <= 3, [...files].join('\n'));
	});
});
