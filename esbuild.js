import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import esbuild from 'esbuild';
import { thirdPartyNotices } from './thirdPartyNotices.js';

/** CommonJS packages inside an ES module bundle call `require` for Node's own modules. */
const requireShim = {
	js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
};

/** @type {import('esbuild').BuildOptions} */
const common = {
	bundle: true,
	target: 'es2024',
	sourcemap: true,
	logLevel: 'warning',
	logOverride: { 'import-is-undefined': 'error' },
	// The UMD builds of jsonc-parser and vscode-json-languageservice die when they are loaded.
	mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions} */
const node = {
	...common,
	platform: 'node',
	format: 'esm',
	splitting: true,
	external: ['vscode'],
	banner: requireShim,
};

const testFiles = folder => Array.fromAsync(glob(`test/${folder}/**/*.test.ts`));

/** One row a build: name → options, made when asked for, because test files are found by glob. */
const builds = {
	host: () => ({
		...node,
		// Nothing that is shipped needs `require`: without the shim an accident shows at once.
		banner: {},
		// For Node these packages bring CommonJS, which does need it; their builds for browsers do not.
		alias: {
			yaml: './node_modules/yaml/browser/index.js',
			'@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js',
		},
		entryPoints: ['src/extension.ts', 'src/json/validation/validationWorker.node.ts'],
		outdir: 'dist',
		outbase: 'src',
		chunkNames: 'chunks/[name]-[hash]',
	}),
	webview: () => ({
		...common,
		platform: 'browser',
		format: 'esm',
		splitting: true,
		entryPoints: ['src/webview/main.ts', 'src/webview/style.css'],
		outdir: 'dist/webview',
		chunkNames: 'chunks/[name]-[hash]',
	}),
	unit: async () => ({
		...node,
		// These read files of their own packages when they are loaded.
		external: [...node.external, 'esbuild', 'jsdom'],
		entryPoints: await testFiles('unit'),
		outdir: 'out/test/unit',
		outbase: 'test/unit',
	}),
	faults: async () => ({
		...node,
		external: [...node.external, 'esbuild'],
		entryPoints: await testFiles('faults'),
		outdir: 'out/test/faults',
		outbase: 'test/faults',
	}),
	integration: async () => ({
		...node,
		external: ['vscode', 'mocha'],
		entryPoints: ['test/integration/index.ts', ...(await testFiles('integration'))],
		outdir: 'out/test/integration',
		outbase: 'test/integration',
	}),
	e2e: async () => ({
		...node,
		packages: 'external',
		entryPoints: await testFiles('e2e'),
		outdir: 'out/test/e2e',
		outbase: 'test/e2e',
	}),
	tools: () => ({
		...node,
		packages: 'external',
		entryPoints: [
			'demo/serve.ts',
			'demo/start.ts',
			'test/host/launcher.ts',
			'test/host/leftOpen.ts',
			'test/host/reporter.ts',
			'test/host/serverProcess.ts',
			'test/run.ts',
		],
		outdir: 'out/tools',
		outbase: '.',
	}),
};

/** Prints what the `$esbuild-watch` problem matcher reads. */
const problemMatcher = {
	name: 'problem-matcher',
	setup(build) {
		build.onStart(() => console.log('[watch] build started'));
		build.onEnd(result => {
			for (const { text, location } of result.errors) {
				const place = location ? `${location.file}:${location.line}:${location.column}:` : '';
				console.error(`✘ [ERROR] ${text}\n    ${place}`);
			}
			console.log('[watch] build finished');
		});
	},
};

async function copyStatic() {
	await mkdir('dist/codicons', { recursive: true });
	for (const file of ['codicon.css', 'codicon.ttf']) {
		await cp(`node_modules/@vscode/codicons/dist/${file}`, `dist/codicons/${file}`);
	}
}

async function main() {
	const args = process.argv.slice(2);
	const production = args.includes('--production');
	const names = args.filter(arg => !arg.startsWith('--'));
	const chosen = names.length > 0 ? names : ['host', 'webview'];
	for (const name of chosen) {
		if (!(name in builds)) {
			throw new Error(`Unknown build “${name}”. Known: ${Object.keys(builds).join(', ')}`);
		}
	}
	if (production) {
		await rm('dist', { recursive: true, force: true });
	}
	const options = await Promise.all(
		chosen.map(async name => ({
			...(await builds[name]()),
			...(production && { minify: true, sourcemap: false, legalComments: 'linked' }),
		})),
	);
	await copyStatic();
	if (args.includes('--watch')) {
		const contexts = await Promise.all(
			options.map(each =>
				esbuild.context({ ...each, logLevel: 'silent', plugins: [problemMatcher] }),
			),
		);
		await Promise.all(contexts.map(context => context.watch()));
		return;
	}
	const results = await Promise.all(
		options.map(each => esbuild.build({ ...each, metafile: production })),
	);
	if (production) {
		const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
		await writeFile('dist/THIRD_PARTY_NOTICES.txt', await thirdPartyNotices(metafiles));
	}
}

await main();
