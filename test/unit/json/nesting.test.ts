import assert from 'node:assert/strict';
import { parseDocument } from '../../../src/json/parsedDocument.ts';

describe('A document that is nested without measure', () => {
	for (const [name, language, text] of [
		['brackets that never end', 'json', '['.repeat(1_000_000)],
		['brackets that never end, in YAML', 'yaml', '['.repeat(1_000_000)],
		['objects in objects', 'jsonc', `${'{"not":'.repeat(5_000)}{}${'}'.repeat(5_000)}`],
		['a circle of aliases', 'yaml', '&a {type: object, x: *a}'],
	] as const) {
		it(`is refused: ${name}`, () => {
			const { value, problems } = parseDocument(text, language);
			assert.deepEqual(
				[value, problems.map(({ message }) => message)],
				[undefined, ['NestedTooDeeply']],
			);
		});
	}

	it('is not taken for one that only talks of brackets', () => {
		const value = { text: `${'['.repeat(2_000)}\\"{` };
		assert.deepEqual(parseDocument(JSON.stringify(value), 'json').value, value);
	});
});
