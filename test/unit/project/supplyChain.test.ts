import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild, { type Metafile } from 'esbuild';
import { projectRoot } from '../../host/projectRoot.ts';

interface Locked {
	readonly version: string;
	readonly dev?: boolean;
	readonly license?: string;
	readonly integrity?: string;
	readonly hasInstallScript?: boolean;
}

async function json<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(join(projectRoot, file), 'utf8'));
}

/** Licences that ask for no more than to be named. */
const LICENSES = new Set(
	'MIT ISC BSD-2-Clause BSD-3-Clause 0BSD Apache-2.0 BlueOak-1.0.0 PSF-2.0 CC-BY-4.0'.split(' '),
);

describe('What the extension is made of', () => {
	let locked: readonly (readonly [string, Locked])[];
	before(async () => {
		const { packages } = await json<{ packages: Record<string, Locked> }>('package-lock.json');
		locked = Object.entries(packages).filter(([path]) => path !== '');
	});

	it('is pinned to exact versions, the ones in the lockfile', async () => {
		const { dependencies, devDependencies } = await json<{
			dependencies: Record<string, string>;
			devDependencies: Record<string, string>;
		}>('package.json');
		const versions = new Map(locked);
		const wrong = Object.entries({ ...dependencies, ...devDependencies }).filter(
			([name, version]) =>
				!/^\d+\.\d+\.\d+$/.test(version) ||
				versions.get(`node_modules/${name}`)?.version !== version,
		);
		assert.deepEqual(wrong, []);
	});

	it('is locked with a checksum each, and runs no script when it is installed', () => {
		const shipped = locked.filter(([, { dev }]) => dev !== true);
		assert.ok(shipped.length > 10);
		assert.deepEqual(
			shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true),
			[],
		);
		assert.deepEqual(
			locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
			[],
		);
	});

	it('stands under licences that allow it', () => {
		assert.deepEqual(
			locked
				.filter(([, { dev, license = '' }]) => dev !== true && !LICENSES.has(license))
				.map(([path, { license }]) => `${path}: ${license}`),
			[],
		);
	});

	it('is named with its licence in the package', async function () {
		this.timeout(30_000);
		const notices: {
			bundledPackages(metafiles: readonly Metafile[]): string[];
			thirdPartyNotices(metafiles: readonly Metafile[]): Promise<string>;
		} = await import(pathToFileURL(join(projectRoot, 'thirdPartyNotices.js')).href);
		const { metafile } = await esbuild.build({
			absWorkingDir: projectRoot,
			entryPoints: [
				'src/extension.ts',
				'src/json/validation/validationWorker.node.ts',
				'src/webview/main.ts',
			],
			bundle: true,
			write: false,
			metafile: true,
			platform: 'node',
			format: 'esm',
			splitting: true,
			outdir: 'out/nowhere',
			external: ['vscode'],
			mainFields: ['module', 'main'],
			logLevel: 'silent',
		});
		const names = notices.bundledPackages([metafile]);
		for (const name of [
			'zod',
			'lit-html',
			'markdown-it',
			'@shikijs/core',
			'ajv',
			'@vscode/codicons',
		]) {
			assert.ok(names.includes(name), name);
		}
		const text = await notices.thirdPartyNotices([metafile]);
		const versions = new Map(locked);
		assert.deepEqual(
			names.filter(name => {
				const { version, license } = versions.get(`node_modules/${name}`) ?? {};
				return !text.includes(`\n${name} ${version} (${license})\n\n`);
			}),
			[],
		);
		const packages = await readFile(join(projectRoot, 'tools/packages.ts'), 'utf8');
		assert.match(packages, /'dist\/THIRD_PARTY_NOTICES\.txt'/);
	});
});
