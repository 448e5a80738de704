import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { loadedWith } from '../harness/extension.ts';
import { buildFolder } from '../harness/worker.ts';

const folder = join(buildFolder, 'start');

/** Paths of three bundles to be loaded outside of VS Code. */
export async function makeBundles(): Promise<Readonly<Record<'empty' | 'ours' | 'genai', string>>> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(join(folder, 'node_modules', 'vscode'), { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
	await cp(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true });
	await standInForVSCode();
	return {
		empty: await bundle('empty', "export * as vscode from 'vscode'; export function activate() {}"),
		ours: join(folder, 'dist', 'extension.js'),
		genai: await bundle('genai', "export { GoogleGenAI } from '@google/genai';"),
	};
}

/** Everything that VS Code exports, as one object that may be extended, called for members, and no more. */
async function standInForVSCode(): Promise<void> {
	const types = join(projectRoot, 'node_modules/@types/vscode/index.d.ts');
	const exported = (await readFile(types, 'utf8')).matchAll(
		/^\texport (?:class|enum|namespace|const|function) (\w+)/gm,
	);
	const names = new Set(Array.from(exported, ([, name = '']) => name));
	const code = [
		'const anything = new Proxy(class {}, { get: () => anything });',
		...[...names].map(name => `export const ${name} = anything;`),
	];
	const target = join(folder, 'node_modules', 'vscode');
	await writeFile(join(target, 'index.js'), code.join('\n'));
	await writeFile(join(target, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
}

async function bundle(name: string, contents: string): Promise<string> {
	const outfile = join(folder, `${name}.js`);
	await esbuild.build({
		stdin: { contents, resolveDir: join(projectRoot, 'bench') },
		outfile,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'esm',
		target: 'es2024',
		banner: {
			js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
		},
		external: ['vscode'],
		logLevel: 'warning',
	});
	return outfile;
}

/** Kilobytes of all that is loaded before `activate()`. */
export async function activationSize(): Promise<number> {
	const files = await loadedWith('extension.js');
	const sizes = await Promise.all(
		files.map(async file => (await stat(join(projectRoot, 'dist', file))).size),
	);
	return sizes.reduce((total, size) => total + size, 0) / 1_024;
}
