import { spawn } from 'node:child_process';
import { glob, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import { startDemoServer } from '../demo/serve.ts';
import { projectRoot } from './host/projectRoot.ts';
import { copyWorkspace, temporaryFolder } from './host/workspace.ts';

export const layerNames = ['unit', 'integration', 'e2e'] as const;
export type LayerName = (typeof layerNames)[number];

/** Integration tests wait for their window while unit tests work; browser tests do both. */
export const sideBySide: readonly (readonly LayerName[])[] = [['integration', 'unit'], ['e2e']];

/**
 * Windows wait more than they work, so that more of them than cores go side by side. One on a busy
 * machine is late now and then: what fails three times in a row is broken.
 */
const windowOptions = [
	...['--parallel', '--jobs', '3'],
	...['--timeout', '90000', '--slow', '10000', '--retries', '2'],
];

const unitOptions = [
	...['--parallel', '--jobs', '2', '--timeout', '10000'],
	...['--require', tool('propertySeed')],
];

export interface LayerOptions {
	/** Only test files whose path holds this. */
	files?: string | undefined;
	/** Only tests whose full name matches this regular expression. */
	grep?: string | undefined;
	/** Where the layer's reporter is to write what passed and failed. */
	resultsFile: string;
	/** Is given what the layer prints, instead of the terminal. Not for `integration`. */
	print?: ((text: string) => void) | undefined;
}

/** Builds what the tests of these layers need; settles with false when that failed. */
export function buildLayers(names: readonly LayerName[]): Promise<boolean> {
	const product = names.some(name => name !== 'unit') ? ['host', 'webview'] : [];
	return succeeds([join(projectRoot, 'esbuild.js'), ...product, ...names]);
}

/** Runs the tests of a layer that is built; settles with false when it did not end well. */
export async function runLayer(name: LayerName, options: LayerOptions): Promise<boolean> {
	return name === 'integration' ? runInVSCode(options) : runMocha(name, options);
}

async function runMocha(name: LayerName, options: LayerOptions): Promise<boolean> {
	const files = await testFiles(name, options.files ?? '');
	if (files.length === 0) {
		console.error(`No ${name} test has “${options.files}” in its path.`);
		return false;
	}
	return succeeds(
		[
			join(projectRoot, 'node_modules/mocha/bin/mocha.js'),
			...['--reporter', tool('reporter')],
			...['--require', tool('leftOpen')],
			...(name === 'e2e' ? windowOptions : unitOptions),
			...(options.grep ? ['--grep', options.grep] : []),
			...files,
		],
		{ TEST_RESULTS_FILE: options.resultsFile },
		options.print,
	);
}

function tool(name: string): string {
	return join(projectRoot, 'out/tools/test/host', `${name}.js`);
}

/** What belongs to `npm run test:faults` and runs in `npm test` only when it is asked for. */
const faultsFolder = 'e2e/faults/';

/** Those that take longest first, so that none of them is left alone at the end. */
async function testFiles(name: LayerName, part: string): Promise<string[]> {
	const files: { path: string; size: number }[] = [];
	for await (const file of glob(`test/${name}/**/*.test.ts`, { cwd: projectRoot })) {
		if (file.includes(part) && (part.includes('faults') || !file.includes(faultsFolder))) {
			const path = join('out', file.replace(/ts$/, 'js'));
			const { size } = await stat(join(projectRoot, path));
			files.push({ path, size });
		}
	}
	return files.sort((a, b) => b.size - a.size).map(({ path }) => path);
}

/**
 * Runs the integration tests in desktop VS Code when COMET_GEMINI_TEST_HOST is `desktop`, which
 * downloads it, and otherwise in the VS Code server that npm supplies.
 */
async function runInVSCode(options: LayerOptions): Promise<boolean> {
	const desktop = process.env['COMET_GEMINI_TEST_HOST'] === 'desktop';
	const folder = await temporaryFolder();
	const demo = await startDemoServer();
	try {
		await writeUserSettings(folder, { 'cometGemini.baseUrl': demo.origin });
		const code = await runTests({
			...(desktop ? {} : { vscodeExecutablePath: tool('launcher') }),
			extensionDevelopmentPath: projectRoot,
			extensionTestsPath: join(projectRoot, 'out/test/integration/index.js'),
			launchArgs: [
				await copyWorkspace(join(folder, 'workspace')),
				`--user-data-dir=${folder}`,
				`--extensions-dir=${join(folder, 'extensions')}`,
			],
			extensionTestsEnv: {
				...withoutKeys(),
				TEST_RESULTS_FILE: options.resultsFile,
				TEST_FILES: options.files,
				TEST_GREP: options.grep,
			},
		});
		return code === 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return false;
	} finally {
		await demo.close();
		await rm(folder, { recursive: true, force: true });
	}
}

async function writeUserSettings(userData: string, settings: object): Promise<void> {
	const file = join(userData, 'User', 'settings.json');
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(settings));
}

/** Unsets the API keys of whoever runs the tests: no test is to spend or to depend on them. */
function withoutKeys(): Record<string, undefined> {
	return { COMETAPI_KEY: undefined, GEMINI_API_KEY: undefined, GOOGLE_API_KEY: undefined };
}

async function succeeds(
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	print?: (text: string) => void,
): Promise<boolean> {
	const child = spawn(process.execPath, args, {
		cwd: projectRoot,
		env: { ...process.env, ...withoutKeys(), ...env },
		stdio: print ? 'pipe' : 'inherit',
	});
	if (print) {
		child.stdout?.setEncoding('utf8').on('data', print);
		child.stderr?.setEncoding('utf8').on('data', print);
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	return code === 0;
}
