import assert from 'node:assert/strict';
import { globPlaces, safeSegments } from '../../../src/platform/tools/workspacePaths.ts';

const app = { name: 'app' };
const lib = { name: 'lib' };

const places = (glob: string, ...folders: readonly { readonly name: string }[]) =>
	globPlaces(glob, safeSegments(glob) ?? [], folders);

describe('the globs of a model', () => {
	it('are looked for in all folders, however a path inside of them is written', () => {
		for (const glob of ['src/*.ts', './src/*.ts', '/src/*.ts', 'src\\*.ts']) {
			assert.deepEqual(places(glob, app), [{ glob: 'src/*.ts' }], glob);
		}
		assert.deepEqual(places('**/*.{ts,js}', app, lib), [{ glob: '**/*.{ts,js}' }]);
		assert.deepEqual(places('src/', app), [{ glob: 'src/**' }]);
	});

	it('may begin with the name of a folder where there are several', () => {
		assert.deepEqual(places('lib/**/*.ts', app, lib), [
			{ glob: 'lib/**/*.ts' },
			{ folder: lib, glob: '**/*.ts' },
		]);
		assert.deepEqual(places('lib/', app, lib), [{ glob: 'lib/**' }, { folder: lib, glob: '**' }]);
		assert.deepEqual(places('app/**', app), [{ glob: 'app/**' }]);
		assert.deepEqual(places('lib', app, lib), [{ glob: 'lib' }]);
	});
});
