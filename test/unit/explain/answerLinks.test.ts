import assert from 'node:assert/strict';
import { type KnownCode, linksOfLine, withLinks } from '../../../src/explain/answerLinks.ts';

const known: KnownCode = {
	paths: ['Untitled-1', 'notes.ipynb#cell-2'],
	isSymbol: name => name === 'openShop' || name === 'Shop',
};

const targets = (line: string) =>
	linksOfLine(line, known).map(({ start, end, target }) => [line.slice(start, end), target]);

describe('links of an answer', () => {
	it('are found in prose, in code spans and in written links', () => {
		assert.deepEqual(
			targets('See src/a-b.ts:12, `lib/x.py:3-9`, [the loop](src/a.ts#L4-L6) and main.go:7:2.'),
			[
				['src/a-b.ts:12', { type: 'place', path: 'src/a-b.ts', line: 12, last: 12 }],
				['`lib/x.py:3-9`', { type: 'place', path: 'lib/x.py', line: 3, last: 9 }],
				['[the loop](src/a.ts#L4-L6)', { type: 'place', path: 'src/a.ts', line: 4, last: 6 }],
				['main.go:7:2', { type: 'place', path: 'main.go', line: 7, last: 7 }],
			],
		);
	});

	it('lead to known paths that look like none', () => {
		assert.deepEqual(targets('In Untitled-1:4 and (notes.ipynb#cell-2:1-2)'), [
			['Untitled-1:4', { type: 'place', path: 'Untitled-1', line: 4, last: 4 }],
			['notes.ipynb#cell-2:1-2', { type: 'place', path: 'notes.ipynb#cell-2', line: 1, last: 2 }],
		]);
	});

	it('lead to symbols that the code is known to use, and to no other', () => {
		assert.deepEqual(targets('`openShop()` makes a `Shop`; `close` ends it. Shop'), [
			['`openShop()`', { type: 'symbol', name: 'openShop' }],
			['`Shop`', { type: 'symbol', name: 'Shop' }],
		]);
	});

	it('are not made of addresses, times, versions or other links', () => {
		assert.deepEqual(
			targets(
				'http://a.test:80/x.ts:3 at 12:30, 10.0.0.1:8080, v1.2:3, [docs](https://a.test/b.ts:1) x@y.z:1',
			),
			[],
		);
	});

	it('do not take a range that runs backwards', () => {
		assert.deepEqual(targets('a.ts:9-3')[0]?.[1], {
			type: 'place',
			path: 'a.ts',
			line: 9,
			last: 9,
		});
	});
});

describe('withLinks', () => {
	it('writes links out, outside of fences only', () => {
		const text = '- see `a.ts:1`\n  ```\n  a.ts:2\n  ```\n[it](a.ts:3)';
		assert.equal(
			withLinks(text, known, target => (target.type === 'place' ? `#${target.line}` : '#')),
			'- see [`a.ts:1`](#1)\n  ```\n  a.ts:2\n  ```\n[it](#3)',
		);
	});
});
