import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { generate, prompt, textOf } from './askDemo.ts';

const SCHEMAS: Readonly<Record<string, object | boolean>> = {
	'every plain type': {
		type: 'object',
		properties: {
			text: { type: 'string' },
			whole: { type: 'integer' },
			part: { type: 'number' },
			flag: { type: 'boolean' },
			nothing: { type: 'null' },
			maybe: { type: ['string', 'null'] },
			anything: {},
			always: true,
		},
		required: ['text', 'whole', 'part', 'flag', 'nothing', 'maybe', 'anything', 'always'],
		additionalProperties: false,
	},
	'enums and constants': {
		type: 'object',
		properties: {
			size: { enum: ['S', 'M', 1, null] },
			version: { const: 2 },
			mode: { type: 'string', enum: ['on'] },
		},
		required: ['size', 'version', 'mode'],
	},
	'bounds of numbers': {
		type: 'object',
		properties: {
			percent: { type: 'integer', minimum: 0, maximum: 100 },
			age: { type: 'integer', exclusiveMinimum: 120, exclusiveMaximum: 123 },
			between: {
				type: 'array',
				items: { type: 'integer', exclusiveMinimum: 120, exclusiveMaximum: 122 },
				minItems: 9,
			},
			step: { type: 'number', multipleOf: 0.25, minimum: 10, maximum: 11 },
			negative: { type: 'number', maximum: -1000 },
			large: { type: 'integer', minimum: 1_000_000 },
			fixed: { type: 'number', minimum: 7, maximum: 7 },
		},
		required: ['percent', 'age', 'between', 'step', 'negative', 'large', 'fixed'],
	},
	'lengths and patterns': {
		type: 'object',
		properties: {
			long: { type: 'string', minLength: 200 },
			short: { type: 'string', maxLength: 3 },
			exact: { type: 'string', minLength: 5, maxLength: 5 },
			sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}(-[a-f]+)?$' },
			color: { type: 'string', pattern: '^#(?:[0-9a-f]{3}|[0-9a-f]{6})$' },
			slug: { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 60 },
			letters: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
		},
		required: ['long', 'short', 'exact', 'sku', 'color', 'slug', 'letters'],
	},
	formats: {
		type: 'object',
		properties: Object.fromEntries(
			[
				'date',
				'date-time',
				'time',
				'duration',
				'email',
				'uri',
				'hostname',
				'ipv4',
				'ipv6',
				'uuid',
				'json-pointer',
				'regex',
				'uri-reference',
			].map(format => [format, { type: 'string', format }]),
		),
		required: ['date', 'uuid', 'ipv6'],
	},
	arrays: {
		type: 'object',
		properties: {
			many: { type: 'array', items: { type: 'integer' }, minItems: 12 },
			few: { type: 'array', items: { type: 'string' }, maxItems: 1 },
			none: { type: 'array', maxItems: 0 },
			distinct: { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: 6 },
			distinctNumbers: {
				type: 'array',
				items: { type: 'integer', minimum: 1, maximum: 5 },
				uniqueItems: true,
				minItems: 5,
			},
			pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
			longPair: {
				type: 'array',
				prefixItems: [{ type: 'string' }],
				items: { type: 'boolean' },
				minItems: 3,
			},
		},
		required: ['many', 'few', 'none', 'distinct', 'pair', 'longPair'],
	},
	combinations: {
		type: 'object',
		properties: {
			any: { anyOf: [{ type: 'string', minLength: 3 }, { type: 'integer' }] },
			one: {
				oneOf: [
					{
						type: 'object',
						properties: { kind: { const: 'a' }, a: { type: 'string' } },
						required: ['kind', 'a'],
					},
					{
						type: 'object',
						properties: { kind: { const: 'b' }, b: { type: 'number' } },
						required: ['kind', 'b'],
					},
				],
			},
			all: {
				allOf: [
					{ type: 'object', properties: { x: { type: 'integer', minimum: 1 } }, required: ['x'] },
					{ properties: { x: { maximum: 3 }, y: { type: 'string' } }, required: ['y'] },
				],
			},
			both: { allOf: [{ type: 'object', required: ['p'] }, { required: ['q'] }] },
			maybe: { anyOf: [{ $ref: '#/$defs/name' }, { type: 'null' }] },
		},
		required: ['any', 'one', 'all', 'both', 'maybe'],
		$defs: { name: { type: 'string', maxLength: 10 } },
	},
	recursion: {
		$ref: '#/$defs/node',
		$defs: {
			node: {
				type: 'object',
				properties: {
					name: { type: 'string' },
					children: { type: 'array', items: { $ref: '#/$defs/node' } },
					next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
				},
				required: ['name', 'children', 'next'],
			},
		},
	},
	'an anchor': {
		type: 'array',
		items: { $ref: '#point' },
		minItems: 2,
		$defs: {
			p: {
				$anchor: 'point',
				type: 'object',
				properties: { x: { type: 'number' } },
				required: ['x'],
			},
		},
	},
	maps: {
		type: 'object',
		properties: {
			scores: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 },
			byCode: {
				type: 'object',
				patternProperties: { '^[A-Z]{2}$': { type: 'boolean' } },
				additionalProperties: false,
				minProperties: 1,
			},
			named: {
				type: 'object',
				propertyNames: { pattern: '^k_[a-z]{3}$' },
				additionalProperties: { type: 'string' },
				minProperties: 2,
			},
		},
		required: ['scores', 'byCode', 'named'],
	},
	'required beyond properties': { type: 'object', required: ['a', 'b'] },
	'a bare string': { type: 'string', enum: ['only'] },
	'anything at all': true,
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);

async function jsonFor(
	schema: unknown,
	words = 'Three examples',
	key = 'responseJsonSchema',
): Promise<unknown> {
	const answer = await generate(
		prompt(words, { generationConfig: { responseMimeType: 'application/json', [key]: schema } }),
	);
	return JSON.parse(textOf(answer));
}

describe('JSON of the demo model', () => {
	for (const [what, schema] of Object.entries(SCHEMAS)) {
		it(`satisfies a schema with ${what}`, async () => {
			const value = await jsonFor(schema);
			const validate = ajv.compile(schema);
			assert.ok(validate(value), `${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`);
		});
	}

	it('satisfies made-up schemas', async () => {
		const { tree } = fc.letrec<{ tree: object }>(tie => ({
			tree: fc.oneof(
				{ maxDepth: 4 },
				fc.constantFrom(
					{ type: 'string' },
					{ type: 'boolean' },
					{ const: 'x' },
					{ enum: [1, 'a'] },
				),
				fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -50, max: 50 }) }),
				fc
					.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
					.map(([minimum, span]) => ({ type: 'number', minimum, maximum: minimum + span })),
				fc.record({ type: fc.constant('string'), minLength: fc.nat(30) }),
				fc
					.tuple(tie('tree'), fc.nat(4))
					.map(([items, minItems]) => ({ type: 'array', items, minItems })),
				fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })),
				fc
					.dictionary(fc.constantFrom('name', 'price', 'date', 'x', 'tags'), tie('tree'), {
						noNullPrototype: true,
					})
					.map(properties => ({
						type: 'object',
						properties,
						required: Object.keys(properties).slice(0, 2),
						additionalProperties: false,
					})),
			),
		}));
		await fc.assert(
			fc.asyncProperty(tree, async schema => {
				const validate = ajv.compile(schema);
				assert.ok(validate(await jsonFor(schema)), JSON.stringify(validate.errors));
			}),
			{ numRuns: 150, seed: 20261122 },
		);
	}).timeout(20_000);

	it('gives as many items as the prompt says', async () => {
		const schema = {
			type: 'object',
			properties: { products: { type: 'array', items: { type: 'string' } } },
		};
		for (const [words, count] of [
			['5 products', 5],
			['Give me twelve fine products', 12],
			['Cinq produits', 5],
			['products', 3],
		] as const) {
			const value = await jsonFor(schema, words);
			assert.ok(
				value && typeof value === 'object' && 'products' in value && Array.isArray(value.products),
			);
			assert.equal(value.products.length, count, words);
		}
	});

	it('chooses values that fit the names', async () => {
		const properties = Object.fromEntries(
			['email', 'firstName', 'birthDate', 'city', 'currency', 'website'].map(name => [
				name,
				{ type: 'string' },
			]),
		);
		const value = await jsonFor({ type: 'object', properties });
		assert.deepEqual(value, {
			email: 'ada.lovelace@example.com',
			firstName: 'Ada',
			birthDate: '2026-01-01',
			city: 'Paris',
			currency: 'EUR',
			website: 'https://example.com/comet-lamp',
		});
	});

	it('follows the OpenAPI form, its order and its nullable', async () => {
		const schema = {
			type: 'OBJECT',
			properties: {
				b: { type: 'INTEGER', minimum: 2, maximum: 2 },
				a: { type: 'ARRAY', items: { type: 'STRING', enum: ['x'] }, minItems: '2', maxItems: '2' },
			},
			propertyOrdering: ['b', 'a'],
		};
		const value = await jsonFor(schema, 'Go', 'responseSchema');
		assert.equal(JSON.stringify(value), '{"b":2,"a":["x","x"]}');
	});

	it('keeps the spelling of names in either form', async () => {
		const byJsonSchema = {
			type: 'object',
			properties: { first_name: { $ref: '#/$defs/first_name' } },
			required: ['first_name'],
			$defs: { first_name: { const: 'x' } },
		};
		const bySchema = {
			type: 'OBJECT',
			properties: { first_name: { type: 'STRING', enum: ['x'], max_length: '9' } },
		};
		assert.deepEqual(
			[await jsonFor(byJsonSchema), await jsonFor(bySchema, 'Go', 'responseSchema')],
			[{ first_name: 'x' }, { first_name: 'x' }],
		);
	});

	it('answers a bare word for text/x.enum', async () => {
		const schema = { type: 'STRING', enum: ['yes', 'no'] };
		const generationConfig = { responseMimeType: 'text/x.enum', responseSchema: schema };
		assert.equal(textOf(await generate(prompt('Is it?', { generationConfig }))), 'yes');
	});

	it('is an object of its own without a schema', async () => {
		const generationConfig = { responseMimeType: 'application/json' };
		const value = JSON.parse(textOf(await generate(prompt('2 lamps', { generationConfig }))));
		assert.deepEqual(Object.keys(value), ['title', 'summary', 'items']);
		assert.equal(value.items.length, 2);
	});
});
