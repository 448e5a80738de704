import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	type Addition,
	BATCH_FORMATS,
	heldItems,
	ItemText,
} from '../../../src/json/batch/itemText.ts';
import { parseWritten } from '../../../src/json/writtenNumbers.ts';

function apply(text: string, addition: Addition, end: string): string {
	return addition.kind === 'rewrite'
		? addition.text
		: text.slice(0, text.length - end.length) + addition.text + end;
}

describe('ItemText', () => {
	it('writes items as a list, a line each, or a table', () => {
		const items = [{ id: 1, name: 'a,b' }, { id: 2 }];
		assert.deepEqual(
			BATCH_FORMATS.map(format => new ItemText(format).add(items).text),
			[
				'[\n  {\n    "id": 1,\n    "name": "a,b"\n  },\n  {\n    "id": 2\n  }\n]\n',
				'{"id":1,"name":"a,b"}\n{"id":2}\n',
				'id,name\n1,"a,b"\n2,\n',
			],
		);
	});

	for (const format of BATCH_FORMATS) {
		it(`gives the same text piece by piece as at once, as ${format}`, () => {
			const item = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue(), { minKeys: 1 });
			fc.assert(
				fc.property(fc.array(fc.array(item, { maxLength: 3 })), pieces => {
					const page = new ItemText(format);
					const text = pieces.reduce((grown, each) => apply(grown, page.add(each), page.end), '');
					const whole = new ItemText(format).add(pieces.flat()).text;
					assert.equal(text, pieces.length === 0 ? '' : whole);
				}),
			);
		}).timeout(20_000);
	}

	it('writes numbers as they came', () => {
		const items = [parseWritten('{"id":12345678901234567890,"price":1.10}'), 1];
		assert.deepEqual(
			BATCH_FORMATS.map(format => new ItemText(format).add(items).text),
			[
				'[\n  {\n    "id": 12345678901234567890,\n    "price": 1.10\n  },\n  1\n]\n',
				'{"id":12345678901234567890,"price":1.10}\n1\n',
				'id,price,value\n12345678901234567890,1.10,\n,,1\n',
			],
		);
	});

	it('says of a text that is written anew what it takes the place of', () => {
		const page = new ItemText('csv');
		const first = page.add([{ id: 0 }]);
		assert.deepEqual(first, { kind: 'rewrite', text: 'id\n0\n', before: '' });
		page.add([{ id: 1 }]);
		const text = 'id,name\n0,\n1,\n2,b\n';
		const wider = page.add([{ id: 2, name: 'b' }]);
		assert.deepEqual(wider, { kind: 'rewrite', text, before: 'id\n0\n1\n' });
	});

	it('does not write again what is written', () => {
		const page = new ItemText('jsonl');
		page.add([{ id: 0 }]);
		assert.deepEqual(page.add([{ id: 1 }]), { kind: 'insert', text: '{"id":1}\n' });
	});
});

describe('heldItems', () => {
	const ITEMS = [{ id: 1 }, { id: 2, name: 'b' }, { id: 3 }];

	it('tells how many of the items a text holds, in every form and with every line end', () => {
		assert.deepEqual(
			[
				heldItems('[\r\n  {\r\n    "id": 1\r\n  }\r\n]\r\n', 'array', ITEMS),
				heldItems('{"id":1}\n{"id":2,"name":"b"}\n', 'jsonl', ITEMS),
				heldItems('id\n1\n', 'csv', ITEMS),
				heldItems('id,name\n1,\n2,b\n3,\n', 'csv', ITEMS),
			],
			[1, 2, 1, 3],
		);
	});

	it('tells nothing of a text that was changed, cut, or goes on', () => {
		const texts = ['', '{"id":1}', '{"id":9}\n', '{"id":1}\nmine\n', 'x'.repeat(1000)];
		assert.deepEqual(
			texts.map(text => heldItems(text, 'jsonl', ITEMS)),
			texts.map(() => undefined),
		);
	});
});
