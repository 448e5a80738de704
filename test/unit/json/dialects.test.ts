import assert from 'node:assert/strict';
import { detectDialect } from '../../../src/gemini/schema/dialect.ts';
import { validateText } from '../../../src/json/validation/validate.ts';
import { isValid } from '../../../src/json/validation/verdict.ts';

const DIALECTS = {
	4: 'http://json-schema.org/draft-04/schema#',
	6: 'http://json-schema.org/draft-06/schema#',
	7: 'http://json-schema.org/draft-07/schema#',
	2019: 'https://json-schema.org/draft/2019-09/schema',
	2020: 'https://json-schema.org/draft/2020-12/schema',
} as const;

type Year = keyof typeof DIALECTS;

interface Case {
	readonly what: string;
	readonly dialects: readonly Year[];
	readonly schema: Readonly<Record<string, unknown>>;
	readonly good: readonly unknown[];
	readonly bad: readonly unknown[];
}

const REMOTE_ID = 'https://example.com/part.json';

/** What the dialects disagree about, and what needs care in more than one place. */
const CASES: readonly Case[] = [
	{
		what: 'exclusive bounds as flags',
		dialects: [4],
		schema: { minimum: 1, exclusiveMinimum: true },
		good: [2],
		bad: [1],
	},
	{
		what: 'exclusive bounds as numbers',
		dialects: [6, 7, 2019, 2020],
		schema: { exclusiveMinimum: 1, exclusiveMaximum: 3 },
		good: [2],
		bad: [1, 3],
	},
	{
		what: 'const, contains and propertyNames',
		dialects: [6, 7, 2019, 2020],
		schema: {
			properties: { a: { const: [1] }, b: { contains: { const: 1 } } },
			propertyNames: { maxLength: 1 },
		},
		good: [{ a: [1], b: [0, 1] }],
		bad: [{ a: [2] }, { b: [0] }, { cc: 1 }],
	},
	{
		what: 'if, then and else',
		dialects: [7, 2019, 2020],
		schema: Object.fromEntries([
			['if', { type: 'string' }],
			['then', { minLength: 2 }],
			['else', { type: 'integer' }],
		]),
		good: ['xy', 1],
		bad: ['x', 0.5],
	},
	{
		what: 'positions by a list of items',
		dialects: [4, 6, 7, 2019],
		schema: { items: [{ type: 'string' }], additionalItems: false },
		good: [['x'], []],
		bad: [[1], ['x', 'y']],
	},
	{
		what: 'positions by prefixItems',
		dialects: [2020],
		schema: { prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
		good: [['x', 1], []],
		bad: [[1], ['x', 'y']],
	},
	{
		what: 'dependencies under one name',
		dialects: [4, 6, 7],
		schema: { dependencies: { a: ['b'], c: { required: ['d'] } } },
		good: [
			{ a: 1, b: 1 },
			{ c: 1, d: 1 },
		],
		bad: [{ a: 1 }, { c: 1 }],
	},
	{
		what: 'dependencies under two names',
		dialects: [2019, 2020],
		schema: { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
		good: [
			{ a: 1, b: 1 },
			{ c: 1, d: 1 },
		],
		bad: [{ a: 1 }, { c: 1 }],
	},
	{
		what: 'unevaluated properties',
		dialects: [2019, 2020],
		schema: {
			allOf: [{ properties: { a: true } }],
			anyOf: [{ required: ['b'], properties: { b: true } }, {}],
			unevaluatedProperties: false,
		},
		good: [{ a: 1, b: 1 }],
		bad: [{ a: 1, c: 1 }],
	},
	{
		what: 'references by name, inside a resource of its own',
		dialects: [2019, 2020],
		schema: {
			$defs: {
				part: {
					$id: REMOTE_ID,
					$defs: { text: { $anchor: 'text', type: 'string' } },
					properties: { own: { $ref: '#text' }, self: { $ref: '#' } },
				},
			},
			properties: { a: { $ref: REMOTE_ID }, b: { $ref: `${REMOTE_ID}#text` } },
		},
		good: [{ a: { own: 'x', self: { own: 'y' } }, b: 'z' }],
		bad: [{ a: { own: 1 } }, { a: { self: { own: 1 } } }, { b: 1 }],
	},
	{
		what: 'references by name in older dialects',
		dialects: [6, 7],
		schema: {
			definitions: { part: { $id: '#part', type: 'string' } },
			properties: { a: { $ref: '#part' } },
		},
		good: [{ a: 'x' }],
		bad: [{ a: 1 }],
	},
	{
		what: 'a resource that begins with a reference',
		dialects: [2019, 2020],
		schema: {
			$ref: REMOTE_ID,
			$defs: {
				part: { $id: REMOTE_ID, $ref: '#/$defs/text', $defs: { text: { type: 'string' } } },
			},
		},
		good: ['x'],
		bad: [1],
	},
	{
		what: 'a dynamic reference to the outermost anchor',
		dialects: [2020],
		schema: {
			$id: 'https://example.com/strict',
			$dynamicAnchor: 'node',
			$ref: 'tree',
			unevaluatedProperties: false,
			$defs: {
				tree: {
					$id: 'tree',
					$dynamicAnchor: 'node',
					properties: { children: { items: { $dynamicRef: '#node' } }, value: true },
				},
			},
		},
		good: [{ children: [{ value: 1 }] }],
		bad: [{ children: [{ wrong: 1 }] }],
	},
	{
		what: 'formats',
		dialects: [4, 6, 7, 2019, 2020],
		schema: { properties: { at: { format: 'date-time' }, ip: { format: 'ipv6' } } },
		good: [{ at: '2024-02-29T00:00:00Z', ip: '::1' }],
		bad: [{ at: '2023-02-29T00:00:00Z' }, { ip: '1.2.3.4' }],
	},
	{
		what: 'a property called __proto__',
		dialects: [4, 6, 7, 2019, 2020],
		schema: JSON.parse('{"properties": {"__proto__": {"type": "number"}}}'),
		good: [JSON.parse('{"__proto__": 1}'), {}],
		bad: [JSON.parse('{"__proto__": "x"}')],
	},
	{
		what: 'names that every object has',
		dialects: [4, 6, 7, 2019, 2020],
		schema: { required: ['toString'], properties: { constructor: { type: 'string' } } },
		good: [{ toString: 1 }, { toString: 1, constructor: 'x' }],
		bad: [{}, { toString: 1, constructor: 1 }],
	},
];

describe('validateText, by dialect', () => {
	for (const { what, dialects, schema, good, bad } of CASES) {
		for (const year of dialects) {
			it(`knows ${what} (${year})`, () => {
				const full = { $schema: DIALECTS[year], ...schema };
				const verdict = (value: unknown) => isValid(validateText(JSON.stringify(value), full));
				assert.deepEqual(
					[good.map(verdict), bad.map(verdict)],
					[good.map(() => true), bad.map(() => false)],
				);
			});
		}
	}
});

describe('detectDialect', () => {
	it('believes $schema, and else looks at what is only in older drafts', () => {
		const schemas = [
			{ $schema: DIALECTS[6] },
			{ $schema: 'https://example.com/own', items: [{}] },
			{ properties: { a: { minimum: 1, exclusiveMinimum: true } } },
			{ definitions: {} },
			{ $defs: {}, definitions: {} },
			{ properties: { definitions: {}, items: {} } },
			true,
		];
		assert.deepEqual(schemas.map(detectDialect), [
			'draft-06',
			'draft-07',
			'draft-04',
			'draft-07',
			'2020-12',
			'2020-12',
			'2020-12',
		]);
	});
});
