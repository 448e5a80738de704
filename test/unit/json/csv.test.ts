import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvLine, toCsv } from '../../../src/json/batch/csv.ts';
import { parseWritten } from '../../../src/json/writtenNumbers.ts';

/** A reader of RFC 4180, to hold the writer to. */
function read(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain = '', end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
	)) {
		rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
		if (end === '\r\n') {
			rows.push([]);
		}
	}
	return rows.slice(0, -1);
}

describe('toCsv', () => {
	it('spreads objects over columns and keeps lists in their cell', () => {
		const items = [
			{ name: 'Ada', home: { city: 'London', zip: null }, tags: ['a', 'b'] },
			{ name: 'Bo', age: 3, home: {} },
		];
		assert.equal(
			toCsv(items),
			'name,home.city,home.zip,tags,age,home\r\nAda,London,,"[""a"",""b""]",,\r\nBo,,,,3,{}\r\n',
		);
	});

	it('writes what every reader reads back', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 })),
				rows => {
					assert.deepEqual(read(rows.map(csvLine).join('')), rows);
				},
			),
		);
	});

	it('quotes line breaks, quotes, commas and outer spaces', () => {
		assert.equal(
			csvLine(['a\nb', 'say "x"', '1,2', ' y', '']),
			'"a\nb","say ""x""","1,2"," y",\r\n',
		);
	});

	it('guards against formulas only when asked', () => {
		const items = [{ a: '=1+1', b: '-x' }];
		assert.deepEqual(
			[toCsv(items), toCsv(items, { guardFormulas: true })],
			['a,b\r\n=1+1,-x\r\n', "a,b\r\n'=1+1,'-x\r\n"],
		);
	});

	it('takes the columns that it is given', () => {
		assert.equal(toCsv([{ a: 1, b: 2 }], { columns: ['b', 'c'] }), 'b,c\r\n2,\r\n');
	});

	it('writes numbers as they came, also where they have a column of their own', () => {
		const items = [
			parseWritten('{"id":12345678901234567890,"a":{"b":1.10}}'),
			parseWritten('1e400'),
		];
		assert.equal(toCsv(items), 'id,a.b,value\r\n12345678901234567890,1.10,\r\n,,1e400\r\n');
	});
});
