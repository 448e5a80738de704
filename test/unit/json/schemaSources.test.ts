import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import { inferSchema } from '../../../src/json/schema/inferSchema.ts';
import { componentSchema, componentsOf, isOpenApi } from '../../../src/json/schema/openApi.ts';
import { listOf, objectOfPlaces, schemaAt } from '../../../src/json/schema/schemaAt.ts';
import { validateText } from '../../../src/json/validation/validate.ts';
import { isValid } from '../../../src/json/validation/verdict.ts';

function accepts(schema: unknown, value: unknown): boolean {
	return isValid(validateText(JSON.stringify(value), schema));
}

const SCHEMAS = {
	Pet: {
		type: 'object',
		description: 'An animal',
		properties: {
			name: { type: 'string', nullable: true },
			age: { type: 'integer', minimum: 0, exclusiveMinimum: true },
			owner: { $ref: '#/components/schemas/Owner' },
		},
		required: ['name'],
	},
	Owner: {
		type: 'object',
		properties: { pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
	},
	Other: { type: 'string' },
};

describe('componentSchema', () => {
	const api = { openapi: '3.0.3', info: {}, paths: {}, components: { schemas: SCHEMAS } };

	it('lists what an API description defines', () => {
		assert.deepEqual(componentsOf(api), [
			{ name: 'Pet', description: 'An animal' },
			{ name: 'Owner', description: undefined },
			{ name: 'Other', description: undefined },
		]);
	});

	it('takes a component out with those it needs, and reads it as OpenAPI 3.0 means it', () => {
		const pet = componentSchema(api, 'Pet');
		assert.deepEqual(
			[
				new Set(Object.keys(Object(Object(pet).definitions))),
				accepts(pet, { name: null, age: 1, owner: { pets: [{ name: 'Rex' }] } }),
				accepts(pet, { name: 'Rex', age: 0 }),
				accepts(pet, { name: 'Rex', owner: { pets: [{}] } }),
			],
			[new Set(['Pet', 'Owner']), true, false, false],
		);
	});

	it('reads OpenAPI 3.1 as 2020-12 and Swagger 2 as draft-04', () => {
		const modern = {
			openapi: '3.1.0',
			components: { schemas: { A: { type: ['integer', 'null'], exclusiveMinimum: 0 } } },
		};
		const old = { swagger: '2.0', definitions: { A: { minimum: 0, exclusiveMinimum: true } } };
		const verdicts = [modern, old].map(each => {
			const schema = componentSchema(each, 'A');
			return [accepts(schema, 1), accepts(schema, 0)];
		});
		assert.deepEqual(verdicts, [
			[true, false],
			[true, false],
		]);
	});

	it('knows what is no API description', () => {
		assert.deepEqual(
			[isOpenApi({ type: 'object' }), isOpenApi(null), componentSchema(api, 'Nobody')],
			[false, false, undefined],
		);
	});
});

describe('inferSchema', () => {
	it('finds types, formats and what is always there', () => {
		const { $schema, ...schema } = inferSchema([
			[
				{ id: 1, at: '2024-05-01T10:00:00Z', note: 'x', tags: ['a'] },
				{ id: 2.5, at: '2024-05-02T10:00:00Z', note: null, tags: [] },
			],
		]);
		assert.deepEqual(schema, {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					id: { type: 'number' },
					at: { type: 'string', format: 'date-time' },
					note: { type: ['string', 'null'] },
					tags: { type: 'array', items: { type: 'string' } },
				},
				required: ['id', 'at', 'note', 'tags'],
			},
		});
	});

	it('makes of any examples a schema that they satisfy', () => {
		const json = fc.jsonValue().filter(value => !JSON.stringify(value).includes('__proto__'));
		fc.assert(
			fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), examples => {
				const schema = inferSchema(examples);
				for (const example of examples) {
					assert.ok(accepts(schema, example), JSON.stringify({ schema, example }));
				}
			}),
		);
	}).timeout(60_000);
});

describe('schemaAt', () => {
	const schema = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		definitions: {
			node: {
				type: 'object',
				properties: {
					size: { type: 'integer', minimum: 1 },
					next: { $ref: '#/definitions/node' },
				},
			},
		},
		type: 'object',
		properties: {
			mode: true,
			root: { $ref: '#/definitions/node' },
			pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }] },
		},
		allOf: [{ properties: { root: { required: ['size'] } } }],
		anyOf: [{ properties: { mode: { const: 'a' } } }, { properties: { mode: { const: 'b' } } }],
		additionalProperties: { type: 'boolean' },
	};

	it('finds what has to hold at a place, through references and combinations', () => {
		const verdicts = (path: readonly (string | number)[], ...values: readonly unknown[]) =>
			values.map(value => accepts(schemaAt(schema, path), value));
		assert.deepEqual(
			[
				verdicts(['root', 'next', 'next', 'size'], 1, 0, 'x'),
				verdicts(['root'], { size: 1 }, {}),
				verdicts(['pair', 1], 5, 'x'),
				verdicts(['flag'], true, 'x'),
			],
			[
				[true, false, false],
				[true, false],
				[true, false],
				[true, false],
			],
		);
	});

	it('says nothing of places that the schema does not know', () => {
		assert.equal(schemaAt(schema, ['pair', 0, 'deeper']), undefined);
	});

	it('compiles to no more than the place needs', () => {
		const compiled = compileSchema(schemaAt(schema, ['root', 'size']), 'jsonSchema');
		assert.deepEqual(compiled.schema, { type: 'integer', minimum: 1 });
	});

	it('makes lists of any schema', () => {
		const list = listOf({ type: 'object', properties: { child: { $ref: '#' } } }, 2);
		assert.deepEqual(
			[accepts(list, [{ child: {} }, {}]), accepts(list, [{}]), accepts(list, [{ child: 1 }, {}])],
			[true, false, false],
		);
	});

	const PERSON = {
		type: 'object',
		properties: { name: { type: 'string' } },
		required: ['name'],
	};
	const roots: readonly (readonly [string, unknown])[] = [
		[
			'draft-07',
			{
				$schema: 'http://json-schema.org/draft-07/schema#',
				$id: 'person.json',
				$ref: '#/definitions/P',
				required: ['hidden'],
				definitions: { P: PERSON },
			},
		],
		[
			'OpenAPI 3.0',
			componentSchema({ openapi: '3.0.3', components: { schemas: { P: PERSON } } }, 'P'),
		],
	];
	for (const [name, root] of roots) {
		it(`keeps a schema that is a reference, in ${name}, for lists, places and the model`, () => {
			const list = listOf(root, 1);
			const place = schemaAt(root, ['name']);
			const object = objectOfPlaces(root, new Map([['a', []]]));
			assert.deepEqual(
				{
					list: [accepts(list, [{ name: 'Ada' }]), accepts(list, [{ name: 1 }])],
					place: [accepts(place, 'Ada'), accepts(place, 1)],
					object: [accepts(object, { a: { name: 'Ada' } }), accepts(object, { a: {} })],
					sent: compileSchema(list, 'jsonSchema').schema?.['$defs'],
					sentPlace: compileSchema(place, 'jsonSchema').schema,
				},
				{
					list: [true, false],
					place: [true, false],
					object: [true, false],
					sent: { whole: PERSON },
					sentPlace: { type: 'string' },
				},
			);
		});
	}

	it('follows references to the relative address that a schema gives itself', () => {
		const list = listOf(
			{
				$schema: 'https://json-schema.org/draft/2020-12/schema',
				$id: 'node.json',
				type: 'object',
				properties: { next: { $ref: 'node.json' } },
			},
			1,
		);
		assert.deepEqual(
			[accepts(list, [{ next: { next: {} } }]), accepts(list, [{ next: { next: 1 } }])],
			[true, false],
		);
	});
});
