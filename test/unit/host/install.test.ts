import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnce } from '../../host/installOnce.ts';
import { takeAllFromNpm } from '../../host/takeAllFromNpm.ts';

describe('a folder that is made once', () => {
	let folder = '';
	const target = () => join(folder, 'target');
	const write = (text: string) => (staging: string) => writeFile(join(staging, 'file'), text);
	const content = () => readFile(join(target(), 'file'), 'utf8');

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'install-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	it('is not made again', async () => {
		let times = 0;
		const count = async () => {
			times++;
		};
		await installOnce(target(), count);
		await installOnce(target(), count);
		assert.equal(times, 1);
	});

	it('is not there after a failure, nor is anything else', async () => {
		const failing = installOnce(target(), async staging => {
			await write('half')(staging);
			throw new Error('no network');
		});
		await assert.rejects(failing, /no network/);
		assert.deepEqual(await readdir(folder), []);
	});

	it('is whole when two make it at once', async () => {
		await Promise.all([installOnce(target(), write('one')), installOnce(target(), write('two'))]);
		assert.match(await content(), /^(one|two)$/);
		assert.deepEqual(await readdir(folder), ['target']);
	});

	it('takes the place of what an interrupted process left half made', async () => {
		const noProcess = 2 ** 22 + 1;
		await mkdir(`${target()}.partial-${noProcess}-abcdef`);
		await installOnce(target(), write('whole'));
		assert.deepEqual(await readdir(folder), ['target']);
	});
});

describe('a dependency of VS Code', () => {
	const npm = { version: '8.1.0', resolved: 'https://registry.example/ws-8.1.0.tgz' };
	const taken = (name: string, wanted: string, locked: object) => {
		const manifest = { dependencies: { [name]: wanted, ws: '^8.0.0' } };
		const lock = {
			packages: {
				'': structuredClone(manifest),
				[`node_modules/${name}`]: locked,
				'node_modules/ws': npm,
			},
		};
		takeAllFromNpm(manifest, lock);
		return [manifest, lock.packages];
	};

	it('that comes from a Git repository is taken from npm in the same version', () => {
		const dependencies = { watcher: '2.5.1', ws: '^8.0.0' };
		assert.deepEqual(
			taken('watcher', 'owner/watcher#1ca032', {
				version: '2.5.1',
				resolved: 'git+ssh://git@example.com/owner/watcher.git#1ca032',
			}),
			[{ dependencies }, { '': { dependencies }, 'node_modules/ws': npm }],
		);
	});

	it('that downloads a program when it is installed is replaced by one that holds it', () => {
		const dependencies = { '@vscode/ripgrep': '1.18.0', ws: '^8.0.0' };
		assert.deepEqual(taken('@vscode/ripgrep', '^1.15.13', { ...npm, version: '1.15.14' }), [
			{ dependencies },
			{ '': { dependencies }, 'node_modules/ws': npm },
		]);
	});
});
