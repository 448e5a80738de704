import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../test/host/projectRoot.ts';
import { recompress } from './zip.ts';

/** Where an extension host runs: with Node, or in a browser, which gets a package of its own. */
export const TARGETS = ['desktop', 'web'] as const;
export type Target = (typeof TARGETS)[number];

/** What both packages hold. Nothing gets in that is not named here. */
const COMMON_FILES = [
	'package.nls.json',
	'package.nls.fr.json',
	'README.md',
	'CHANGELOG.md',
	'LICENSE',
	'l10n/bundle.l10n.fr.json',
	'media/icon.png',
	'media/sidebar.svg',
	'media/walkthrough',
];
const COMMON_BUILDS = ['dist/webview', 'dist/codicons', 'dist/THIRD_PARTY_NOTICES.txt'];
const OWN_BUILDS = {
	desktop: ['dist/extension.js', 'dist/chunks', 'dist/json'],
	web: ['dist/web'],
} as const;

/** Fields of package.json that mean something to developers only. */
const DEVELOPMENT_FIELDS = ['scripts', 'devDependencies', 'dependencies', 'private'];

const outFolder = join(projectRoot, 'out', 'package');

/** Builds everything as it is shipped, in a place of its own. */
export async function buildForShipping(): Promise<void> {
	await run(process.execPath, [
		join(projectRoot, 'esbuild.js'),
		...['host', 'web', 'webview', '--production', `--out=${join(outFolder, 'build')}`],
	]);
}

/** Lays out the content of a package as an unpacked extension; resolves to its folder. */
export async function stage(target: Target): Promise<string> {
	const folder = join(outFolder, target);
	await rm(folder, { recursive: true, force: true });
	for (const file of COMMON_FILES) {
		await (file.endsWith('.json') ? copyJson : copy)(join(projectRoot, file), join(folder, file));
	}
	for (const file of [...COMMON_BUILDS, ...OWN_BUILDS[target]]) {
		await copy(join(outFolder, 'build', file.replace(/^dist\//, '')), join(folder, file));
	}
	const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	await writeFile(join(folder, 'package.json'), JSON.stringify(shippedManifest(manifest, target)));
	return folder;
}

/** The web host takes no ES modules, and goes by `type` even where `browser` names the file. */
export function shippedManifest(
	manifest: Readonly<Record<string, unknown>>,
	target: Target,
): Record<string, unknown> {
	const { main, browser, type, ...rest } = manifest;
	const shipped = Object.fromEntries(
		Object.entries(rest).filter(([name]) => !DEVELOPMENT_FIELDS.includes(name)),
	);
	// Everything that was laid out belongs in.
	const files = ['**'];
	return target === 'web' ? { ...shipped, browser, files } : { ...shipped, main, type, files };
}

/** Compresses a package as well as it goes, which takes a minute; fewer rounds take less. */
export async function squeeze(file: string, rounds = 15): Promise<void> {
	await writeFile(file, await recompress(await readFile(file), rounds));
}

/** Packs a staged folder. @throws with the output when vsce warns of anything. */
export async function pack(
	folder: string,
	target: Target,
	destination = projectRoot,
): Promise<string> {
	const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const name = target === 'web' ? 'comet-gemini-web' : 'comet-gemini';
	const file = join(destination, `${name}-${version}.vsix`);
	const output = await run(
		process.execPath,
		[
			join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce'),
			...['package', '--no-dependencies', '--allow-missing-repository'],
			...['--no-rewrite-relative-links', '--out', file],
			...(target === 'web' ? ['--target', 'web'] : []),
		],
		folder,
	);
	if (/warning/i.test(output)) {
		throw new Error(`vsce warns:\n${output}`);
	}
	return file;
}

async function copy(from: string, to: string): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	await cp(from, to, { recursive: true, filter: async path => !path.endsWith('.map') });
}

/** Without the white space that is for those who write it. */
async function copyJson(from: string, to: string): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	await writeFile(to, JSON.stringify(JSON.parse(await readFile(from, 'utf8'))));
}

/** The files of a staged folder, each with its size before it is compressed. */
export async function contents(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries.filter(each => each.isFile()).map(each => join(each.parentPath, each.name));
	const sizes = await Promise.all(paths.map(sizeInKilobytes));
	return paths
		.map((path, index) => `  ${relative(folder, path)} (${sizes[index]?.toFixed(1)} KB)`)
		.sort((a, b) => a.localeCompare(b));
}

export async function sizeInKilobytes(file: string): Promise<number> {
	return (await stat(file)).size / 1_024;
}

function run(program: string, args: readonly string[], cwd = projectRoot): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		const read = (text: string) => {
			output += text;
		};
		child.stdout.setEncoding('utf8').on('data', read);
		child.stderr.setEncoding('utf8').on('data', read);
		child.once('error', reject);
		child.once('close', code =>
			code === 0 ? resolve(output) : reject(new Error(`${program} ${args[0]}:\n${output}`)),
		);
	});
}
