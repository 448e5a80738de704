import assert from 'node:assert/strict';
import { compileSchema } from '../../../src/gemini/schema/compile.ts';
import type { CompileOptions, SchemaRoute } from '../../../src/gemini/schema/compiledSchema.ts';

function sent(schema: unknown, route: SchemaRoute = 'jsonSchema', options?: CompileOptions) {
	return compileSchema(schema, route, options).schema;
}

/** The report as lines: path, keyword, treatment, reason. */
function report(schema: unknown, route: SchemaRoute = 'jsonSchema'): string[] {
	return compileSchema(schema, route).report.map(
		({ path, keyword, treatment, why }) => `${path} ${keyword}: ${treatment}, ${why}`,
	);
}

function problems(schema: unknown, route: SchemaRoute = 'jsonSchema') {
	return compileSchema(schema, route).problems;
}

const TREE = {
	$schema: 'http://json-schema.org/draft-07/schema#',
	definitions: {
		node: {
			type: 'object',
			properties: {
				name: { type: 'string' },
				children: { type: 'array', items: { $ref: '#/definitions/node' } },
			},
			required: ['name'],
		},
	},
	$ref: '#/definitions/node',
};

describe('compileSchema for responseJsonSchema', () => {
	it('keeps what the endpoint honours', () => {
		const schema = {
			type: 'object',
			title: 'Person',
			description: 'Somebody',
			properties: {
				name: { type: 'string' },
				born: { type: 'string', format: 'date' },
				age: { type: 'integer', minimum: 0, maximum: 150 },
				tags: { type: 'array', items: { enum: ['a', 'b'] }, minItems: 1, maxItems: 3 },
				point: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }] },
			},
			required: ['name'],
			additionalProperties: false,
			propertyOrdering: ['age', 'name'],
		};
		const expected = structuredClone(schema);
		Object.assign(expected.properties.tags.items, { type: 'string' });
		assert.deepEqual(sent(schema), expected);
	});

	it('tells the model in words what only the check afterwards can hold it to', () => {
		const schema = {
			type: 'string',
			description: 'A code',
			pattern: '^[A-Z]+$',
			minLength: 2,
			format: 'hostname',
		};
		assert.deepEqual(
			[sent(schema), sent(schema, 'jsonSchema', { hints: false }), report(schema)],
			[
				{
					type: 'string',
					description:
						'A code\nMatches the regular expression ^[A-Z]+$\nAt least 2 characters.\nFormat: hostname.',
				},
				{ type: 'string', description: 'A code' },
				[
					' type: enforced, supported',
					' description: enforced, supported',
					' pattern: checkedAfter, unsupported',
					' minLength: checkedAfter, unsupported',
					' format: checkedAfter, unsupported',
				],
			],
		);
	});

	it('closes no object whose alternatives are too many to be written beside the rest', () => {
		const names = Array.from({ length: 33 }, (_each, index) => `p${index}`);
		const anyOf = names.map(name => ({
			properties: { [name]: { type: 'string' } },
			required: [name],
		}));
		const schema = (count: number) => ({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			properties: { id: { type: 'integer' } },
			allOf: [{ anyOf: anyOf.slice(0, count) }],
			unevaluatedProperties: false,
		});
		assert.deepEqual(sent(schema(33), 'jsonSchema', { hints: false }), {
			type: 'object',
			properties: { id: { type: 'integer' } },
		});
		assert.deepEqual(sent(schema(1), 'jsonSchema', { hints: false }), {
			type: 'object',
			properties: { id: { type: 'integer' }, p0: { type: 'string' } },
			required: ['p0'],
			additionalProperties: false,
		});
		const both = { ...schema(33), allOf: [{ anyOf }, { anyOf: anyOf.slice(0, 2) }] };
		assert.deepEqual(sent(both, 'jsonSchema', { hints: false }), {
			anyOf: ['p0', 'p1'].map(name => ({
				type: 'object',
				properties: { [name]: { type: 'string' }, id: { type: 'integer' } },
				required: [name],
			})),
		});
	});

	it('allows in a closed object what other alternatives list that may hold as well', () => {
		const contact = (name: string) => ({
			properties: { [name]: { type: 'string' } },
			required: [name],
		});
		const schema = (anyOf: readonly unknown[]) => ({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			properties: { id: { type: 'integer' } },
			anyOf,
			unevaluatedProperties: false,
		});
		const names = ['mail', 'phone'];
		const closed = { type: 'object', additionalProperties: false };
		assert.deepEqual(sent(schema(names.map(contact)), 'jsonSchema', { hints: false }), {
			anyOf: names.map(name => ({
				...closed,
				properties: {
					id: { type: 'integer' },
					mail: { type: 'string' },
					phone: { type: 'string' },
				},
				required: [name],
			})),
		});
		const kinds = ['cat', 'dog'].map(kind => ({
			properties: { kind: { const: kind }, [kind]: { type: 'integer' } },
			required: ['kind'],
		}));
		assert.deepEqual(sent(schema(kinds), 'jsonSchema', { hints: false }), {
			anyOf: ['cat', 'dog'].map(kind => ({
				...closed,
				properties: {
					id: { type: 'integer' },
					kind: { type: 'string', enum: [kind] },
					[kind]: { type: 'integer' },
				},
				required: ['kind'],
			})),
		});
		const nested = { anyOf: [contact('fax'), contact('post')] };
		const { anyOf = [] } = {
			...sent(schema([contact('mail'), nested]), 'jsonSchema', { hints: false }),
		};
		assert.deepEqual(
			[anyOf].flat().map(each => Object(each).additionalProperties),
			[undefined, false, false],
		);
	});

	it('closes no object whose other properties have a schema', () => {
		const sentWith = (additionalProperties: unknown) =>
			sent(
				{
					$schema: 'https://json-schema.org/draft/2020-12/schema',
					type: 'object',
					properties: { id: { type: 'integer' } },
					allOf: [{ additionalProperties }],
					unevaluatedProperties: false,
				},
				'jsonSchema',
				{ hints: false },
			);
		const open = { type: 'object', properties: { id: { type: 'integer' } } };
		assert.deepEqual(
			[sentWith({ type: 'number' }), sentWith(true), sentWith(undefined)],
			[
				{ ...open, additionalProperties: { type: 'number' } },
				open,
				{ ...open, additionalProperties: false },
			],
		);
	});

	it('sends null as an alternative to what stands beside nullable where no type is named', () => {
		const schema = {
			type: 'object',
			properties: {
				dog: { nullable: true, allOf: [{ $ref: '#/$defs/dog' }] },
				color: { nullable: true, enum: ['red', 'blue'] },
				age: {
					nullable: true,
					description: 'In years',
					anyOf: [{ type: 'integer' }, { type: 'string' }],
				},
				size: { nullable: true, minimum: 1 },
				open: { nullable: true, description: 'Anything' },
				list: { allOf: [{ type: 'array' }, { nullable: true, items: { type: 'string' } }] },
			},
			$defs: { dog: { type: 'object', properties: { name: { type: 'string' } } } },
		};
		const dog = { type: 'object', properties: { name: { type: 'string' } } };
		assert.deepEqual(sent(schema), {
			type: 'object',
			properties: {
				dog: { anyOf: [{ $ref: '#/$defs/dog' }, { type: 'null' }] },
				color: { anyOf: [{ type: 'string', enum: ['red', 'blue'] }, { type: 'null' }] },
				age: {
					description: 'In years',
					anyOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }],
				},
				size: { type: ['number', 'null'], minimum: 1 },
				open: { description: 'Anything' },
				list: { type: 'array', items: { type: 'string' } },
			},
			$defs: { dog },
		});
		assert.deepEqual(
			report(schema).filter(line => /^.properties.(?:dog|color) /.test(line)),
			[
				'/properties/dog nullable: enforced, rewritten',
				'/properties/dog allOf: enforced, merged',
				'/properties/color nullable: enforced, rewritten',
				'/properties/color enum: enforced, supported',
			],
		);
		assert.deepEqual(
			sent({ nullable: true, anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }] }, 'openApi'),
			{
				anyOf: [{ type: 'STRING', nullable: true }, { type: 'INTEGER' }],
			},
		);
	});

	it('writes const as enum, a constant structure as structure, and nullable as a type', () => {
		const schema = {
			type: 'object',
			properties: {
				kind: { const: 'a' },
				shape: { const: { x: 1, y: ['z'] } },
				maybe: { type: 'string', nullable: true },
				mixed: { enum: ['on', 1, null] },
			},
		};
		assert.deepEqual(sent(schema, 'jsonSchema', { hints: false }), {
			type: 'object',
			properties: {
				kind: { type: 'string', enum: ['a'] },
				shape: {
					type: 'object',
					properties: {
						x: { type: 'integer', enum: [1] },
						y: {
							type: 'array',
							prefixItems: [{ type: 'string', enum: ['z'] }],
							minItems: 1,
							maxItems: 1,
						},
					},
					required: ['x', 'y'],
					additionalProperties: false,
				},
				maybe: { type: ['string', 'null'] },
				mixed: {
					anyOf: [
						{ type: 'string', enum: ['on'] },
						{ type: 'integer', enum: [1] },
						{ type: 'null' },
					],
				},
			},
		});
	});

	it('merges allOf and writes what stands beside anyOf into its alternatives', () => {
		const schema = {
			allOf: [
				{ type: 'object', properties: { a: { type: 'integer', minimum: 1 } } },
				{ properties: { a: { maximum: 9 }, b: { type: 'string' } } },
			],
			anyOf: [{ required: ['a'] }, { required: ['b'] }],
		};
		const properties = {
			a: { type: 'integer', minimum: 1, maximum: 9 },
			b: { type: 'string' },
		};
		assert.deepEqual(sent(schema), {
			anyOf: [
				{ type: 'object', properties, required: ['a'] },
				{ type: 'object', properties, required: ['b'] },
			],
		});
	});

	it('applies additionalProperties of one schema to the properties of another, unless a pattern may', () => {
		const schema = (patterns: unknown) => ({
			type: 'object',
			allOf: [
				{ properties: { a: { type: ['string', 'number'] } } },
				{ patternProperties: patterns, additionalProperties: { type: 'number' } },
			],
		});
		const property = (patterns: unknown) => {
			const { properties } = Object(sent(schema(patterns), 'jsonSchema', { hints: false }));
			return properties;
		};
		assert.deepEqual(
			[property({}), property({ '^a': {} })],
			[{ a: { type: 'number' } }, { a: { anyOf: [{ type: 'string' }, { type: 'number' }] } }],
		);
	});

	it('takes whole multiples of one for integers', () => {
		assert.deepEqual(sent({ type: 'number', multipleOf: 1 }), { type: 'integer' });
	});

	it('does not promise what it cannot send', () => {
		assert.deepEqual(
			[
				report({ properties: { gone: false, a: { type: 'string' } } }),
				report({ enum: ['x', '2024-01-01'], format: 'date' }),
			],
			[
				[' properties: checkedAfter, approximated', '/properties/a type: enforced, supported'],
				[' enum: enforced, supported', ' format: checkedAfter, approximated'],
			],
		);
	});

	it('leaves out alternatives that cannot be', () => {
		const schema = { type: 'string', anyOf: [{ type: 'string', enum: ['x'] }, { type: 'null' }] };
		assert.deepEqual(sent(schema), { type: 'string', enum: ['x'] });
	});

	it('moves every referenced schema to $defs, with the words of the place beside the reference', () => {
		const schema = {
			type: 'object',
			properties: {
				home: { $ref: '#/components/address', description: 'Where they live' },
				work: { $ref: '#/components/address' },
			},
			components: { address: { type: 'object', properties: { city: { type: 'string' } } } },
		};
		assert.deepEqual(sent(schema), {
			type: 'object',
			properties: {
				home: { description: 'Where they live', anyOf: [{ $ref: '#/$defs/address' }] },
				work: { $ref: '#/$defs/address' },
			},
			$defs: { address: { type: 'object', properties: { city: { type: 'string' } } } },
		});
	});

	it('follows $id, $anchor and $dynamicRef', () => {
		const schema = {
			$id: 'https://example.com/list',
			$dynamicAnchor: 'list',
			type: 'object',
			properties: {
				next: { $dynamicRef: '#list' },
				item: { $ref: 'item#main' },
			},
			$defs: {
				item: { $id: 'item', $defs: { main: { $anchor: 'main', type: 'array', maxItems: 2 } } },
			},
		};
		assert.deepEqual(sent(schema), {
			type: 'object',
			properties: { next: { $ref: '#' }, item: { $ref: '#/$defs/main' } },
			$defs: { main: { type: 'array', maxItems: 2 } },
		});
	});

	it('keeps recursion through properties that are not required', () => {
		const node = {
			type: 'object',
			properties: {
				name: { type: 'string' },
				children: { type: 'array', items: { $ref: '#' } },
			},
			required: ['name'],
		};
		assert.deepEqual(
			[sent(node), problems(node)],
			[
				{
					...node,
					properties: { ...node.properties, children: { type: 'array', items: { $ref: '#' } } },
				},
				[],
			],
		);
	});

	it('makes a property optional when the endpoint could not unroll the recursion through it', () => {
		const schema = { ...TREE.definitions.node, required: ['name', 'children'] };
		const recursive = structuredClone(schema);
		recursive.properties.children.items.$ref = '#';
		const {
			report: lines,
			problems: foreseen,
			schema: written,
		} = compileSchema(recursive, 'jsonSchema');
		assert.deepEqual(
			[written?.['required'], foreseen, lines.find(each => each.keyword === 'required')],
			[
				['name'],
				[{ kind: 'recursion', path: '' }],
				{ path: '', keyword: 'required', treatment: 'checkedAfter', why: 'recursion' },
			],
		);
	});

	it('reads older drafts', () => {
		const schema = {
			$schema: 'http://json-schema.org/draft-04/schema#',
			type: 'object',
			properties: {
				n: { type: 'integer', minimum: 3, exclusiveMinimum: true },
				pair: { type: 'array', items: [{ type: 'string' }], additionalItems: false },
			},
		};
		assert.deepEqual(sent(schema), {
			type: 'object',
			properties: {
				n: { type: 'integer', minimum: 4 },
				pair: { type: 'array', prefixItems: [{ type: 'string' }], maxItems: 1 },
			},
		});
	});

	it('reads the capitals of Google’s own form', () => {
		const schema = {
			type: 'OBJECT',
			properties: {
				type: { type: 'STRING', enum: ['STRING', 'NULL'] },
				age: { type: 'INTEGER', nullable: true },
				flags: { type: 'ARRAY', items: { type: ['BOOLEAN', 'NULL'] } },
				size: { anyOf: [{ type: 'NUMBER' }, { $ref: '#/$defs/none' }] },
			},
			required: ['type'],
			$defs: { none: { type: 'NULL' } },
		};
		const before = structuredClone(schema);
		assert.deepEqual(
			[sent(schema), report(schema).filter(line => !line.includes('enforced'))],
			[
				{
					type: 'object',
					properties: {
						type: { type: 'string', enum: ['STRING', 'NULL'] },
						age: { type: ['integer', 'null'] },
						flags: { type: 'array', items: { type: ['boolean', 'null'] } },
						size: { type: ['number', 'null'] },
					},
					required: ['type'],
				},
				[],
			],
		);
		assert.deepEqual(schema, before);
		const deep = Array.from({ length: 5_000 }).reduce<unknown>(
			inner => ({ type: 'ARRAY', items: inner }),
			{ type: 'STRING' },
		);
		assert.equal(sent(deep)?.['type'], 'array');
	});

	it('does not promise a type that is none', () => {
		assert.deepEqual(
			report({
				type: 'object',
				properties: {
					a: { type: 'text' },
					b: { type: ['string', 'Null'] },
					c: { type: [] },
					d: { type: 'constructor' },
				},
			}),
			[
				' type: enforced, supported',
				' properties: enforced, supported',
				'/properties/a type: dropped, malformed',
				'/properties/b type: dropped, malformed',
				'/properties/c type: dropped, malformed',
				'/properties/d type: dropped, malformed',
			],
		);
	});

	it('drops bounds on request, for endpoints that refuse them', () => {
		const schema = { type: 'array', items: { type: 'integer', minimum: 1 }, maxItems: 5 };
		assert.deepEqual(sent(schema, 'jsonSchema', { lean: true }), {
			type: 'array',
			description: 'At most 5 items.',
			items: { type: 'integer', description: 'At least 1.' },
		});
	});

	it('says which references lead nowhere and takes them as open', () => {
		const schema = { type: 'object', properties: { a: { $ref: 'other.json#/x' } } };
		assert.deepEqual(
			[sent(schema), problems(schema)],
			[
				{ type: 'object', properties: { a: {} } },
				[
					{
						kind: 'unresolvedReference',
						path: '/properties/a',
						reference: 'other.json#/x',
					},
				],
			],
		);
	});

	it('foresees the limits of the endpoint', () => {
		const kinds = (schema: unknown) => problems(schema).map(({ kind }) => kind);
		const deep = Array.from({ length: 30 }).reduce<unknown>(
			inner => ({ type: 'array', items: inner }),
			{ type: 'string' },
		);
		const letters = Array.from({ length: 2_000 }, (_each, index) => `value number ${index}`);
		assert.deepEqual(
			[
				kinds({ type: 'array', items: { type: 'string' }, maxItems: 1_000 }),
				kinds(deep),
				kinds({ enum: letters }),
				kinds({ type: 'string', enum: [1] }),
			],
			[['maxItems'], ['nestingDepth'], ['enumSize'], ['unsatisfiable']],
		);
	});

	it('keeps a property called __proto__ a property', () => {
		const schema: unknown = JSON.parse(
			'{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}',
		);
		assert.equal(JSON.stringify(sent(schema)), JSON.stringify(schema));
	});
});

describe('compileSchema for responseSchema', () => {
	it('writes the subset of OpenAPI: types in capitals, nullable, order, nothing beside anyOf', () => {
		const schema = {
			type: 'object',
			properties: {
				name: { type: ['string', 'null'], maxLength: 5 },
				kind: { const: 'a' },
				size: { description: 'How big', oneOf: [{ type: 'integer' }, { type: 'string' }] },
			},
			required: ['name'],
			additionalProperties: false,
		};
		assert.deepEqual(sent(schema, 'openApi', { hints: false }), {
			type: 'OBJECT',
			properties: {
				name: { type: 'STRING', nullable: true, maxLength: 5 },
				kind: { type: 'STRING', format: 'enum', enum: ['a'] },
				size: {
					anyOf: [
						{ type: 'INTEGER', description: 'How big' },
						{ type: 'STRING', description: 'How big' },
					],
				},
			},
			required: ['name'],
			propertyOrdering: ['name', 'kind', 'size'],
		});
	});

	it('writes references out, and recursion to a limited depth', () => {
		const node = (children: unknown) => ({
			type: 'OBJECT',
			properties: { name: { type: 'STRING' }, ...(children === undefined ? {} : { children }) },
			required: ['name'],
			propertyOrdering: children === undefined ? ['name'] : ['name', 'children'],
		});
		const list = (items: unknown) => ({ type: 'ARRAY', items });
		assert.deepEqual(
			[sent(TREE, 'openApi'), problems(TREE, 'openApi').map(({ kind }) => kind)],
			[node(list(node(list(node(list(node(undefined))))))), ['nestingDepth', 'recursion']],
		);
	});

	it('says numbers that are listed in words, because only texts can be', () => {
		assert.deepEqual(sent({ enum: [1, 2] }, 'openApi'), {
			type: 'INTEGER',
			description: 'One of: 1, 2.',
		});
	});

	it('cannot say an object without listed properties', () => {
		const schema = {
			type: 'object',
			properties: { a: { type: 'string' }, free: { type: 'object' } },
			required: ['a', 'free'],
		};
		assert.deepEqual(
			[sent(schema, 'openApi'), sent({ type: 'object' }, 'openApi'), report(schema, 'openApi')],
			[
				{
					type: 'OBJECT',
					properties: { a: { type: 'STRING' } },
					required: ['a'],
					propertyOrdering: ['a'],
				},
				undefined,
				[
					' type: enforced, supported',
					' properties: enforced, supported',
					' required: checkedAfter, unsupported',
					'/properties/a type: enforced, supported',
					'/properties/free type: checkedAfter, unsupported',
				],
			],
		);
	});

	it('promises less than the other form', () => {
		const schema = { type: 'number', minimum: 1, exclusiveMaximum: 5 };
		assert.deepEqual(report(schema, 'openApi'), [
			' type: enforced, supported',
			' minimum: checkedAfter, notGuaranteed',
			' exclusiveMaximum: checkedAfter, notGuaranteed',
		]);
	});
});
