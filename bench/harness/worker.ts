import { join } from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { run } from '../../test/host/run.ts';

/** What is built for the benchmarks, where the peers are found from. */
export const buildFolder = join(projectRoot, 'bench', 'out');

const peers = ['@google/genai', 'ai', '@ai-sdk/google', 'tinybench'];

/** Builds as for shipping, but for the peers, which stay the packages that they are. */
export async function buildForNode(
	entry: string,
	options: esbuild.BuildOptions = {},
): Promise<string> {
	const outfile = join(buildFolder, entry.replaceAll('/', '-').replace(/ts$/, 'js'));
	await esbuild.build({
		entryPoints: [join(projectRoot, entry)],
		outfile,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'esm',
		target: 'es2024',
		mainFields: ['module', 'main'],
		external: peers,
		logLevel: 'warning',
		...options,
	});
	return outfile;
}

/** Runs a built program in a process of its own and returns what it printed as JSON. */
export async function runWorker<Result>(file: string, ...args: string[]): Promise<Result> {
	return JSON.parse(await run(process.execPath, ['--expose-gc', file, ...args]));
}
