import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installOnce } from './installOnce.ts';
import { cacheFolder, projectRoot } from './projectRoot.ts';
import { filesWithProposedApiCheck, restoreProposedApiCheck } from './proposedApi.ts';
import { run, runNpm } from './run.ts';
import { takeAllFromNpm } from './takeAllFromNpm.ts';

/** The npm package that carries VS Code's server and web workbench; 4.139.1 is VS Code 1.139.1. */
const defaultVersion = '4.139.1';

const integrity: Readonly<Record<string, string>> = {
	[defaultVersion]:
		'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Counts up when the steps below change, so that what older ones made is not taken for theirs. */
const recipe = 1;

export interface PreparedVSCode {
	/** The main module of the VS Code server. */
	main: string;
	/** The Node.js to run it with. */
	node: string;
}

/**
 * A VS Code server that is ready to run, fetched from npm by the first caller.
 * CODE_SERVER_VERSION chooses another version of the package; versions are kept side by side.
 *
 * @throws with what to do about it, when the package cannot be had
 */
export async function prepareVSCode(
	version = process.env['CODE_SERVER_VERSION'] || defaultVersion,
): Promise<PreparedVSCode> {
	const folder = join(cacheFolder(), `code-server-${version}-${recipe}`);
	if (!existsSync(folder)) {
		await fetchVSCode(version, folder);
	}
	const ownNode = join(folder, 'node', 'node_modules', '.bin', 'node');
	return {
		main: join(folder, 'lib', 'vscode', 'out', 'server-main.js'),
		node: existsSync(ownNode) ? ownNode : process.execPath,
	};
}

async function fetchVSCode(version: string, folder: string): Promise<void> {
	const started = performance.now();
	console.log(`Fetching VS Code from npm (code-server@${version}), once:`);
	await installOnce(folder, staging => populate(version, staging)).catch((cause: unknown) => {
		throw new Error(howToRecover(version), { cause });
	});
	console.log(`  ready after ${Math.round((performance.now() - started) / 1000)} s: ${folder}`);
}

async function populate(version: string, folder: string): Promise<void> {
	console.log('  downloading the package, about 47 MB …');
	const download = join(folder, 'download');
	await mkdir(download);
	await runNpm(['pack', `code-server@${version}`, '--loglevel=error'], download);
	const archive = join(download, `code-server-${version}.tgz`);
	await verify(version, archive);
	console.log('  unpacking …');
	const wanted = ['package/lib/vscode', 'package/package.json'];
	await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1', ...wanted]);
	await rm(download, { recursive: true });
	console.log('  installing its dependencies, about 130 MB …');
	const vscode = join(folder, 'lib', 'vscode');
	await installDependencies(vscode);
	await installDependencies(join(vscode, 'extensions'));
	await replaceNativeModules(vscode);
	await restoreChecks(vscode);
	await installNode(folder);
}

async function verify(version: string, archive: string): Promise<void> {
	const expected = integrity[version];
	const actual = createHash('sha512')
		.update(await readFile(archive))
		.digest('base64');
	if (expected !== undefined && expected !== `sha512-${actual}`) {
		throw new Error(
			`code-server@${version} is not the package that was expected: sha512-${actual}`,
		);
	}
}

async function installDependencies(folder: string): Promise<void> {
	const manifestFile = join(folder, 'package.json');
	const lockFile = join(folder, 'npm-shrinkwrap.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
	const lock = JSON.parse(await readFile(lockFile, 'utf8'));
	takeAllFromNpm(manifest, lock);
	await writeFile(manifestFile, JSON.stringify(manifest, undefined, 2));
	await writeFile(lockFile, JSON.stringify(lock, undefined, 2));
	const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
	await runNpm(['install', ...options], folder);
}

/** Native modules stay unbuilt, for that takes a compiler. VS Code runs without most of them. */
async function replaceNativeModules(folder: string): Promise<void> {
	const standIns = {
		'@vscode/spdlog': 'spdlog.cjs',
		'@vscode/native-watchdog': 'watchdog.cjs',
		'native-watchdog': 'watchdog.cjs',
	};
	for (const [name, file] of Object.entries(standIns)) {
		const target = join(folder, 'node_modules', name);
		if (existsSync(target)) {
			await copyFile(join(projectRoot, 'test', 'host', 'standIns', file), join(target, 'index.js'));
		}
	}
}

/** A version of VS Code may hang under another Node.js than its own: 1.106 does under Node.js 24. */
async function installNode(folder: string): Promise<void> {
	const { engines }: { engines: { node: string } } = JSON.parse(
		await readFile(join(folder, 'package.json'), 'utf8'),
	);
	if (process.versions.node.startsWith(`${engines.node}.`)) {
		return;
	}
	console.log(`  downloading Node.js ${engines.node}, which it runs on, about 40 MB …`);
	const target = join(folder, 'node');
	await mkdir(target);
	// Without a manifest here npm would install into the project around this folder.
	await writeFile(join(target, 'package.json'), '{ "private": true }');
	await runNpm(['install', `node@${engines.node}`, '--no-audit', '--no-fund'], target);
}

async function restoreChecks(folder: string): Promise<void> {
	for (const name of filesWithProposedApiCheck) {
		const file = join(folder, name);
		await writeFile(file, restoreProposedApiCheck(name, await readFile(file, 'utf8')));
	}
}

function howToRecover(version: string): string {
	return [
		`VS Code could not be fetched (npm package code-server@${version}).`,
		'Check that npm reaches its registry (`npm ping`), that about 800 MB of disk are free,',
		'and run the command again: nothing half made is kept. Behind a proxy, see `npm help config`.',
	].join('\n');
}
