import assert from 'node:assert/strict';
import { importsOf } from '../../../src/explain/imports.ts';
import { usedNames } from '../../../src/explain/names.ts';

describe('usedNames', () => {
	it('puts calls and types before other names and leaves out strings, comments and keywords', () => {
		const code = [
			'const total = items.reduce((sum: Price) => add(sum, "tax(1)"), 0); // round(it)',
			'# comment(x)',
			'return new Basket<Item>(total);',
		].join('\n');
		assert.deepEqual(
			usedNames(code, 6).map(({ name }) => name),
			['reduce', 'add', 'Basket', 'Price', 'Item', 'total'],
		);
	});

	it('says where a name stands', () => {
		assert.deepEqual(usedNames('\n\t"a", open()', 1), [{ name: 'open', line: 1, column: 6 }]);
	});
});

describe('importsOf', () => {
	const lines = [
		"import { a, b } from './ab';",
		'import {',
		'\tc,',
		'\td,',
		"} from './cd';",
		"import * as all from './all';",
		"const fs = require('fs');",
		'from lib import e',
		'#include <stdio.h>',
		'use std::fmt;',
		'const value = 1;',
	];

	it('finds the statements that bring in what is used', () => {
		assert.deepEqual(
			importsOf(lines, new Set(['d', 'fs', 'e'])).map(({ line }) => line),
			[1, 5, 6, 7, 8],
		);
	});

	it('keeps a statement of several lines whole', () => {
		assert.equal(importsOf(lines, new Set(['c']))[0]?.text, lines.slice(1, 5).join('\n'));
	});
});
