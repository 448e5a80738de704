import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { bundleSchema } from '../../../src/json/schema/bundle.ts';
import { validateText } from '../../../src/json/validation/validate.ts';

/** The package carries drafts 3 and 4; a checkout of the whole suite may be named instead. */
const SUITE = process.env['JSON_SCHEMA_TEST_SUITE'] ?? 'node_modules/json-schema-test-suite';

const DIALECTS: Readonly<Record<string, string>> = {
	draft4: 'http://json-schema.org/draft-04/schema#',
	draft6: 'http://json-schema.org/draft-06/schema#',
	draft7: 'http://json-schema.org/draft-07/schema#',
	'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
	'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** Where our verdict differs from the suite's, with the reason. */
const EXCLUDED: readonly (readonly [RegExp, string])[] = [
	[
		/dynamicRef\.json: after leaving a dynamic scope/,
		'two dynamic anchors of one name, none at the root: which one holds depends on the way taken',
	],
	[
		/vocabulary\.json: schema that uses custom metaschema with with no validation vocabulary/,
		"a meta-schema of one's own that switches keywords off",
	],
	[
		/unevaluatedItems\.json: .*(?:contains|nested items)/,
		'the validator does not count items that `contains` or a nested `items` has seen',
	],
	[
		/unevaluatedProperties\.json: unevaluatedProperties with if\/then\/else, then not defined/,
		'the validator forgets what `if` has seen when there is no `then`',
	],
];

interface Group {
	readonly description: string;
	readonly schema: unknown;
	readonly tests: readonly { description: string; data: unknown; valid: boolean }[];
}

function readJson<T>(...path: string[]): T {
	return JSON.parse(readFileSync(join(SUITE, ...path), 'utf8')) as T;
}

/** The suite serves its other documents from one made-up host. */
async function readRemote(uri: string): Promise<unknown> {
	return readJson('remotes', uri.replace('http://localhost:1234/', ''));
}

function withDialect(schema: unknown, dialect: string): unknown {
	return typeof schema === 'object' && schema !== null && !('$schema' in schema)
		? { $schema: dialect, ...schema }
		: schema;
}

async function bundled(schema: unknown): Promise<unknown> {
	const bundle = await bundleSchema(schema, 'schema:///test.json', {
		read: readRemote,
		allowRemote: () => true,
		isKnown: uri => uri.includes('json-schema.org/'),
	});
	return bundle.schema;
}

describe('JSON Schema Test Suite', () => {
	before(function () {
		if (!existsSync(join(SUITE, 'tests'))) {
			console.log(`      no suite in ${SUITE}`);
			this.skip();
		}
	});

	for (const [draft, dialect] of Object.entries(DIALECTS)) {
		it(`our verdict is the suite's, ${draft}`, async function () {
			const folder = join(SUITE, 'tests', draft);
			if (!existsSync(folder)) {
				console.log(`      the suite in ${SUITE} has no ${draft}`);
				this.skip();
			}
			let count = 0;
			let excluded = 0;
			const wrong: string[] = [];
			for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
				for (const group of readJson<readonly Group[]>('tests', draft, file)) {
					const schema = await bundled(withDialect(group.schema, dialect));
					compileSchema(schema, 'jsonSchema');
					compileSchema(schema, 'openApi');
					for (const { description, data, valid } of group.tests) {
						const name = `${draft}/${file}: ${group.description}: ${description}`;
						if (EXCLUDED.some(([pattern]) => pattern.test(name))) {
							excluded += 1;
							continue;
						}
						const { problems, unchecked } = validateText(JSON.stringify(data), schema);
						count += 1;
						if (unchecked !== undefined || (problems.length === 0) !== valid) {
							wrong.push(`${name} ${unchecked?.message ?? ''}`);
						}
					}
				}
			}
			assert.deepEqual(wrong, []);
			assert.ok(count > 200, `only ${count} cases`);
			console.log(`      ${draft}: ${count} cases agree, ${excluded} excluded`);
		}).timeout(60_000);
	}
});
