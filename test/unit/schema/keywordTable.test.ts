import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { isObject } from '../../../src/gemini/schema/jsonValue.ts';
import { keywordTable, LISTED } from './keywordTable.ts';

const FILE = 'docs/JSON_SCHEMA.md';

const VOCABULARIES = [
	'json-schema-draft-06.json',
	'json-schema-draft-07.json',
	...['2019-09', '2020-12'].flatMap(draft =>
		['applicator', 'content', 'core', 'meta-data', 'validation'].map(
			name => `json-schema-${draft}/meta/${name}.json`,
		),
	),
];

function keywordsOf(vocabulary: string): readonly string[] {
	const schema: unknown = JSON.parse(
		readFileSync(`node_modules/ajv/dist/refs/${vocabulary}`, 'utf8'),
	);
	const properties = isObject(schema) ? schema['properties'] : undefined;
	return isObject(properties) ? Object.keys(properties) : [];
}

describe('the table of keywords', () => {
	it('has a row for each keyword of every draft', () => {
		const missing = VOCABULARIES.flatMap(keywordsOf).filter(keyword => !LISTED.has(keyword));
		assert.deepEqual(missing, []);
	});

	it('says in docs/JSON_SCHEMA.md what the compiler does (UPDATE_DOCS=1 writes it)', () => {
		const text = readFileSync(FILE, 'utf8');
		const [shown = ''] = /^\| Keyword [\s\S]*?\|$(?!\n\|)/m.exec(text) ?? [];
		if (process.env['UPDATE_DOCS'] === '1') {
			writeFileSync(
				FILE,
				text.replace(shown, () => keywordTable()),
			);
			return;
		}
		assert.equal(shown, keywordTable());
	});
});
