import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import type { SchemaRoute } from '../../../src/gemini/schema/compiledSchema.ts';
import { fateWords } from '../../../src/json/report/compatibility.ts';
import { plainL10n } from '../plainL10n.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A keyword in a schema that is typical of it; cases that fare otherwise have rows of their own. */
interface Example {
	readonly keyword: string;
	readonly when?: string;
	readonly schema: Schema;
}

const TEXT: Schema = { type: 'string' };
const OBJECT: Schema = { type: 'object', properties: { a: TEXT } };
const LIST: Schema = { type: 'array', items: TEXT };
const TREE: Schema = {
	type: 'object',
	properties: { name: TEXT, next: { $ref: '#' } },
	required: ['name'],
};

/** Not written as a literal, which would look like a promise. */
const CONDITION: Schema = {
	...OBJECT,
	...Object.fromEntries(['if', 'then', 'else'].map(word => [word, { required: ['a'] }])),
};
const REFERRING: Schema = { type: 'object', properties: { a: { $ref: '#/definitions/a' } } };

function in2020(schema: Schema): Schema {
	return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
}

function example(keyword: string, schema: Schema, when?: string): Example {
	return { keyword, schema, ...(when !== undefined && { when }) };
}

const EXAMPLES: readonly Example[] = [
	example('type', TEXT),
	example('type', { type: ['string', 'null'] }, 'several types'),
	example('enum', { enum: ['a', 'b'] }, 'of texts'),
	example('enum', { enum: [1, 2] }, 'of numbers'),
	example('enum', { enum: [true] }, 'of one boolean'),
	example('const', { const: 'a' }, 'a text'),
	example('const', { const: { a: 1 } }, 'an object'),
	example('properties', OBJECT),
	example('required', { ...OBJECT, required: ['a'] }),
	example('additionalProperties', { ...OBJECT, additionalProperties: false }),
	example(
		'additionalProperties',
		{ ...OBJECT, patternProperties: { '^x': TEXT }, additionalProperties: false },
		'beside `patternProperties`',
	),
	example('propertyOrdering', { ...OBJECT, propertyOrdering: ['a'] }),
	example('patternProperties', { ...OBJECT, patternProperties: { '^x': TEXT } }),
	example('propertyNames', { ...OBJECT, propertyNames: { pattern: '^a' } }),
	example('minProperties', { ...OBJECT, minProperties: 1 }),
	example('maxProperties', { ...OBJECT, maxProperties: 2 }),
	example('dependencies', { ...OBJECT, dependencies: { a: ['b'] } }),
	example('dependentRequired', { ...OBJECT, dependentRequired: { a: ['b'] } }),
	example('dependentSchemas', { ...OBJECT, dependentSchemas: { a: { required: ['b'] } } }),
	example('unevaluatedProperties', { ...OBJECT, unevaluatedProperties: false }),
	example('items', LIST),
	example('items', { type: 'array', items: [TEXT, { type: 'integer' }] }, 'a list'),
	example('prefixItems', in2020({ type: 'array', prefixItems: [TEXT] })),
	example('additionalItems', { type: 'array', items: [TEXT], additionalItems: false }),
	example('minItems', { ...LIST, minItems: 1 }),
	example('maxItems', { ...LIST, maxItems: 3 }),
	example('uniqueItems', { ...LIST, uniqueItems: true }),
	example('contains', { ...LIST, contains: { const: 'a' } }),
	example('minContains', in2020({ ...LIST, contains: { const: 'a' }, minContains: 2 })),
	example('maxContains', in2020({ ...LIST, contains: { const: 'a' }, maxContains: 2 })),
	example('unevaluatedItems', in2020({ ...LIST, unevaluatedItems: false })),
	example('minimum', { type: 'number', minimum: 1 }),
	example('maximum', { type: 'number', maximum: 1 }),
	example('exclusiveMinimum', { type: 'integer', exclusiveMinimum: 1 }, 'of an integer'),
	example('exclusiveMinimum', { type: 'number', exclusiveMinimum: 1 }, 'of a number'),
	example('exclusiveMaximum', { type: 'integer', exclusiveMaximum: 1 }, 'of an integer'),
	example('exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, 'of a number'),
	example('multipleOf', { type: 'number', multipleOf: 1 }, '1'),
	example('multipleOf', { type: 'number', multipleOf: 0.5 }, 'another number'),
	example('minLength', { ...TEXT, minLength: 1 }),
	example('maxLength', { ...TEXT, maxLength: 9 }),
	example('pattern', { ...TEXT, pattern: '^a' }),
	example('format', { ...TEXT, format: 'date-time' }, '`date-time`'),
	example('format', { ...TEXT, format: 'date' }, '`date`, `time`'),
	example('format', { ...TEXT, format: 'email' }, 'others of texts'),
	example('format', { type: 'integer', format: 'int32' }, 'of numbers'),
	example('contentEncoding', { ...TEXT, contentEncoding: 'base64' }),
	example('contentMediaType', { ...TEXT, contentMediaType: 'text/html' }),
	example('contentSchema', in2020({ ...TEXT, contentSchema: TEXT })),
	example('anyOf', { anyOf: [TEXT, { type: 'integer' }] }),
	example('oneOf', { oneOf: [TEXT, { type: 'integer' }] }),
	example('allOf', { allOf: [OBJECT, { required: ['a'] }] }),
	example('not', { ...TEXT, not: { const: 'a' } }),
	example('if', CONDITION),
	example('then', CONDITION),
	example('else', CONDITION),
	example('$ref', { $ref: '#/definitions/a', definitions: { a: TEXT } }),
	example('$ref', { $ref: '#/definitions/b', definitions: { a: TEXT } }, 'that leads nowhere'),
	example('$defs', in2020({ $ref: '#/$defs/a', $defs: { a: TEXT } })),
	example('definitions', { ...REFERRING, definitions: { a: TEXT } }),
	example('$id', { ...TEXT, $id: 'https://example.com/a' }),
	example('id', { ...TEXT, $schema: 'http://json-schema.org/draft-04/schema#', id: 'urn:a' }),
	example('$anchor', in2020({ ...TEXT, $anchor: 'a' })),
	example('$dynamicAnchor', in2020({ ...TREE, $dynamicAnchor: 'a' })),
	example(
		'$dynamicRef',
		in2020({ $dynamicRef: '#a', $defs: { a: { ...TEXT, $dynamicAnchor: 'a' } } }),
	),
	example('$recursiveAnchor', {
		...TEXT,
		$schema: 'https://json-schema.org/draft/2019-09/schema',
		$recursiveAnchor: true,
	}),
	example('$recursiveRef', {
		$schema: 'https://json-schema.org/draft/2019-09/schema',
		anyOf: [TEXT, { type: 'array', items: { $recursiveRef: '#' } }],
	}),
	example('nullable', { ...TEXT, nullable: true }),
	example('title', { ...TEXT, title: 'A' }),
	example('description', { ...TEXT, description: 'A' }),
	example('default', { ...TEXT, default: 'a' }),
	example('example', { ...TEXT, example: 'a' }),
	example('examples', { ...TEXT, examples: ['a'] }),
	example('$comment', { ...TEXT, $comment: 'a' }),
	example('$schema', in2020(TEXT)),
	example('$vocabulary', in2020({ ...TEXT, $vocabulary: {} })),
	example('deprecated', { ...TEXT, deprecated: true }),
	example('readOnly', { ...TEXT, readOnly: true }),
	example('writeOnly', { ...TEXT, writeOnly: true }),
	example('x-anything', { ...TEXT, 'x-anything': 1 }, 'and every other word'),
];

/** Keywords that the table has a row for. */
export const LISTED: ReadonlySet<string> = new Set(EXAMPLES.map(({ keyword }) => keyword));

/** What becomes of each keyword, by the compiler's own account, as a Markdown table. */
export function keywordTable(): string {
	const head = ['Keyword', '', '`responseJsonSchema`', '`responseSchema`'];
	const rows = EXAMPLES.map(({ keyword, when, schema }) => [
		`\`${keyword}\``,
		when ?? '',
		fate(keyword, schema, 'jsonSchema'),
		fate(keyword, schema, 'openApi'),
	]);
	return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

function fate(keyword: string, schema: Schema, route: SchemaRoute): string {
	const { report } = compileSchema(schema, route);
	const found = report.filter(each => each.keyword === keyword);
	const [first] = found;
	if (first === undefined) {
		throw new Error(`The example for ${keyword} does not hold it.`);
	}
	return fateWords(first, plainL10n);
}
