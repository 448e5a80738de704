import { glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';
import { thirdPartyNotices } from './thirdPartyNotices.js';
import { iconStyles } from './tools/iconStyles.js';
import { startInEntry } from './tools/startInEntry.js';

/** CommonJS packages inside an ES module bundle call `require` for Node's own modules. */
const requireShim = {
	js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
};

/** Where what is shipped is built. */
const out = process.argv.find(arg => arg.startsWith('--out='))?.slice('--out='.length) ?? 'dist';

/** @type {import('esbuild').BuildOptions} */
const common = {
	bundle: true,
	target: 'es2024',
	// As it is written: escapes are longer.
	charset: 'utf8',
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

/** For Node these packages bring CommonJS, which needs `require`; their builds for browsers do not. */
const browserPackages = {
	yaml: './node_modules/yaml/browser/index.js',
	'@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js',
};

/** What markdown-it brings and the host has no use for; the page has it all. */
const markdownStandIns = {
	entities: './tools/standIns/entities.js',
	'linkify-it': './tools/standIns/linkifyIt.js',
};

/** What markdown-it brings and a page has of its own. */
const pageEntities = './tools/standIns/pageEntities.js';

/** In a browser each `*.node.ts` is replaced by its twin. */
const webTwins = {
	name: 'web-twins',
	setup(build) {
		build.onResolve({ filter: /\.node\.ts$/ }, ({ path, resolveDir }) => ({
			path: join(resolveDir, path.replace(/\.node\.ts$/, '.web.ts')),
		}));
	},
};

/** The host reads Markdown with the same file as the page. Only what is loaded later does, from `chunks`. */
const sharedMarkdown = {
	name: 'shared-markdown',
	setup(build) {
		build.onResolve({ filter: /^markdown-it$/ }, () => ({
			path: '../webview/markdownIt.js',
			external: true,
		}));
	},
};

/**
 * esbuild makes a chunk of what the same entry points need, so that what is loaded at the start would be in
 * many: one for each set of features that share something of it. Here every feature that is loaded later
 * says that it needs the whole start, which is there already; that makes one chunk of it.
 */
const inOneChunk = entry => ({
	name: 'in-one-chunk',
	setup(build) {
		const start = JSON.stringify(resolve(entry));
		build.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) =>
			kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace: 'later' } : undefined,
		);
		build.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
			contents: `import ${start}; export * from ${JSON.stringify(path)};`,
			resolveDir: dirname(path),
		}));
	},
});

const testFiles = folder => Array.fromAsync(glob(`test/${folder}/**/*.test.ts`));

/** One row a build: name → options, made when asked for, because test files are found by glob. */
const builds = {
	host: () => ({
		...node,
		// Nothing that is shipped needs `require`: without the shim an accident shows at once.
		banner: {},
		alias: browserPackages,
		plugins: [sharedMarkdown, inOneChunk('src/extension.ts')],
		entryPoints: ['src/extension.ts', 'src/json/validation/validationWorker.node.ts'],
		outdir: out,
		outbase: 'src',
		chunkNames: 'chunks/[hash]',
	}),
	/** The web host loads one file, as CommonJS, and gives it `vscode` alone. */
	web: () => ({
		...common,
		platform: 'browser',
		format: 'cjs',
		external: ['vscode'],
		alias: { ...browserPackages, ...markdownStandIns },
		plugins: [webTwins],
		entryPoints: { 'web/extension': 'src/extension.ts' },
		outdir: out,
	}),
	webview: () => ({
		...common,
		platform: 'browser',
		format: 'esm',
		splitting: true,
		plugins: [inOneChunk('src/webview/main.ts'), startInEntry('src/webview/main.ts')],
		entryPoints: {
			main: 'src/webview/main.ts',
			style: 'src/webview/style.css',
			markdownIt: 'markdown-it',
		},
		// Without the notations of chemistry and physics, which are as large again.
		alias: {
			temml: './node_modules/temml/temml.js',
			entities: pageEntities,
		},
		outdir: `${out}/webview`,
		chunkNames: 'chunks/[hash]',
	}),
	unit: async () => ({
		...node,
		// The first is given its seed by `propertySeed.ts`, the others read files of their own packages.
		external: [...node.external, 'fast-check', 'esbuild', 'jsdom', 'oxc-parser'],
		alias: { entities: pageEntities },
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
			'tools/package.ts',
			'test/e2e/screenshots.ts',
			'test/host/launcher.ts',
			'test/host/leftOpen.ts',
			'test/host/propertySeed.ts',
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
	await mkdir(`${out}/codicons`, { recursive: true });
	await writeFile(`${out}/codicons/codicon.css`, await iconStyles());
}

async function main() {
	const args = process.argv.slice(2);
	const production = args.includes('--production');
	const names = args.filter(arg => !arg.startsWith('--'));
	const chosen = names.length > 0 ? names : ['host', 'web', 'webview'];
	for (const name of chosen) {
		if (!(name in builds)) {
			throw new Error(`Unknown build “${name}”. Known: ${Object.keys(builds).join(', ')}`);
		}
	}
	if (production) {
		await rm(out, { recursive: true, force: true });
	}
	const options = await Promise.all(
		chosen.map(async name => ({
			...(await builds[name]()),
			...(production && { minify: true, sourcemap: false, legalComments: 'none' }),
		})),
	);
	await copyStatic();
	if (args.includes('--watch')) {
		const contexts = await Promise.all(
			options.map(each =>
				esbuild.context({
					...each,
					logLevel: 'silent',
					plugins: [...(each.plugins ?? []), problemMatcher],
				}),
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
		await writeFile(`${out}/THIRD_PARTY_NOTICES.txt`, await thirdPartyNotices(metafiles));
	}
}

await main();
