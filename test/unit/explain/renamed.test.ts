import assert from 'node:assert/strict';
import { renamedUri } from '../../../src/explain/renamed.ts';

describe('A file that was renamed', () => {
	const renames = [
		{ from: 'file:///w/a.ts', to: 'file:///w/b.ts' },
		{ from: 'file:///w/src', to: 'file:///w/lib/src%20old' },
	];

	for (const [uri, now] of [
		['file:///w/a.ts', 'file:///w/b.ts'],
		['file:///w/src/x/y.ts', 'file:///w/lib/src%20old/x/y.ts'],
		['file:///w/src.ts', undefined],
		['file:///w/a.tsx', undefined],
		['file:///w/A.ts', undefined],
	] as const) {
		it(`is ${now === undefined ? 'not' : 'found from'} ${uri}`, () => {
			assert.equal(renamedUri(uri, renames), now);
		});
	}
});
