import assert from 'node:assert/strict';
import { parseDocument } from '../../../src/json/parsedDocument.ts';

const YAML = '# people\npeople:\n  - name: Ada\n    born: 1815\n  - name: Bo\nempty:\n';
const JSONC = '{\n\t// people\n\t"people": [{ "name": "Ada" }, { "name": "Bo" },],\n}';

function at(text: string, language: string, needle: string) {
	const document = parseDocument(text, language);
	const path = document.pathAt(text.indexOf(needle));
	const range = document.rangeAt(path);
	return { path, text: range && text.slice(range.offset, range.offset + range.length) };
}

describe('parseDocument', () => {
	it('reads YAML and JSON with comments', () => {
		assert.deepEqual(
			[parseDocument(YAML, 'yaml').value, parseDocument(JSONC, 'jsonc').value],
			[
				{ people: [{ name: 'Ada', born: 1815 }, { name: 'Bo' }], empty: null },
				{ people: [{ name: 'Ada' }, { name: 'Bo' }] },
			],
		);
	});

	it('knows what stands where', () => {
		assert.deepEqual(
			[at(YAML, 'yaml', '1815'), at(YAML, 'yaml', 'Bo'), at(JSONC, 'jsonc', '"Bo"')],
			[
				{ path: ['people', 0, 'born'], text: '1815' },
				{ path: ['people', 1, 'name'], text: 'Bo' },
				{ path: ['people', 1, 'name'], text: '"Bo"' },
			],
		);
	});

	it('says where a text is wrong, and takes what it can', () => {
		const { problems, value } = parseDocument('{"a": 1, "b": }', 'json');
		assert.deepEqual([problems.map(({ offset }) => offset), value], [[14], { a: 1 }]);
		assert.equal(parseDocument('a: [1, 2', 'yaml').problems.length, 1);
	});

	it('does not expand aliases without end', () => {
		const lines = ['a0: &a0 [x, x]'];
		for (let level = 1; level < 30; level += 1) {
			lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
		}
		const { value, problems } = parseDocument(lines.join('\n'), 'yaml');
		assert.deepEqual([value, problems.length], [undefined, 1]);
	});

	it('has nothing to say about an empty text', () => {
		assert.deepEqual(
			['yaml', 'json'].map(language => parseDocument('', language).value),
			[undefined, undefined],
		);
	});
});
