import assert from 'node:assert/strict';
import { ItemReader } from '../../../src/json/stream/itemReader.ts';

function read(text: string, of: 'array' | 'documents', size: number): unknown[] {
	const reader = new ItemReader({ of });
	const items: unknown[] = [];
	for (let at = 0; at < text.length; at += size) {
		items.push(...reader.push(text.slice(at, at + size)));
	}
	return items;
}

describe('ItemReader', () => {
	it('gives each item when it is complete, however the text is cut', () => {
		const text = '```json\n[{"a": [1, 2]}, "x\\"]", {}, 3]\n```';
		for (const size of [1, 3, 100]) {
			assert.deepEqual(read(text, 'array', size), [{ a: [1, 2] }, 'x"]', {}, 3]);
		}
	});

	it('gives numbers that are written again as they came', () => {
		const text =
			'[{"id": 12345678901234567890, "all": [0.10000000000000000001, 1e400, -0, 1.0, 2]}, 1E5]';
		for (const size of [1, 7, 100]) {
			assert.deepEqual(
				read(text, 'array', size).map(item => JSON.stringify(item)),
				['{"id":12345678901234567890,"all":[0.10000000000000000001,1e400,-0,1.0,2]}', '1E5'],
			);
		}
	});

	it('keeps the complete items of a list that breaks off', () => {
		assert.deepEqual(read('[{"a":1},{"a":2},{"a":', 'array', 4), [{ a: 1 }, { a: 2 }]);
	});

	it('reads documents one after another', () => {
		assert.deepEqual(read('{"a":1}\n{"a":2}\n{"a"', 'documents', 2), [{ a: 1 }, { a: 2 }]);
	});

	it('gives nothing more after text that is no JSON', () => {
		assert.deepEqual(read('[{"a":1}, oops, {"a":2}]', 'array', 5), [{ a: 1 }]);
	});
});
