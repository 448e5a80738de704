import fc from 'fast-check';

/** Few names, so that parts of a schema meet each other. */
const NAMES = ['a', 'b', 'c'];
const name = fc.constantFrom(...NAMES);
const scalar = fc.oneof(
	fc.constantFrom<unknown>('', 'x', 'yy', '2024-02-30', '2024-02-29'),
	fc.integer({ min: -2, max: 4 }),
	fc.constantFrom<unknown>(0.5, true, false, null),
);

/** Small JSON values made of what the schemas speak about. */
export const values: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		scalar,
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
	),
})).value;

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const small = fc.nat({ max: 3 });
const bound = fc.integer({ min: -1, max: 3 });

interface Options {
	/** Every schema object names its types. */
	readonly typed: boolean;
	readonly keywords: 'enforceable' | 'all';
}

/** Valid schemas of 2020-12, with references that may be recursive. */
export function schemas({ typed, keywords }: Options): fc.Arbitrary<unknown> {
	const { root } = fc.letrec<{ schema: unknown; root: unknown }>(tie => {
		const inner = tie('schema');
		const list = fc.array(inner, { minLength: 1, maxLength: 3 });
		const map = fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true });
		const type = fc.oneof(
			fc.constantFrom(...TYPES),
			fc.subarray(TYPES, { minLength: 1, maxLength: 3 }),
		);
		const enforceable = {
			additionalProperties: inner,
			allOf: list,
			anyOf: list,
			const: values,
			description: fc.constantFrom('', 'words'),
			enum: fc.array(values, { minLength: 1, maxLength: 3 }),
			items: inner,
			maxItems: small,
			maximum: bound,
			minItems: small,
			minimum: bound,
			nullable: fc.boolean(),
			prefixItems: list,
			properties: map,
			required: fc.subarray(NAMES),
			type,
		};
		const others = {
			contains: inner,
			default: values,
			dependentRequired: fc.dictionary(name, fc.subarray(NAMES), { noNullPrototype: true }),
			dependentSchemas: map,
			exclusiveMaximum: bound,
			exclusiveMinimum: bound,
			...Object.fromEntries(['if', 'then', 'else'].map(keyword => [keyword, inner])),
			format: fc.constantFrom('date', 'email', 'nonsense'),
			maxLength: small,
			maxProperties: small,
			minLength: small,
			minProperties: small,
			multipleOf: fc.constantFrom(1, 2, 0.5),
			not: inner,
			oneOf: list,
			pattern: fc.constantFrom('^x', 'y$', '[\\w-.]'),
			patternProperties: fc.dictionary(fc.constantFrom('^a', 'b'), inner, {
				maxKeys: 2,
				noNullPrototype: true,
			}),
			propertyNames: inner,
			unevaluatedItems: inner,
			unevaluatedProperties: inner,
			uniqueItems: fc.boolean(),
			'x-vendor': values,
		};
		const fields = keywords === 'all' ? { ...enforceable, ...others } : enforceable;
		const object = some(fields, typed ? ['type'] : []);
		const reference = fc.constantFrom('#', '#/$defs/a', '#/$defs/b').map($ref => ({ $ref }));
		const plain = fc.oneof(
			{ maxDepth: 4, depthIdentifier: 'schema' },
			{ weight: 2, arbitrary: some({ type, description: fields.description }, ['type']) },
			{ weight: 1, arbitrary: fc.boolean() },
			{ weight: 2, arbitrary: reference },
			{ weight: 6, arbitrary: object },
		);
		return {
			schema: plain,
			root: fc
				.record({ body: object, a: inner, b: inner })
				.map(({ body, a, b }) => ({ ...body, $defs: { a, b } })),
		};
	});
	return root;
}

/** A few of the fields at a time: schemas with all keywords at once admit nothing. */
function some(
	fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
	required: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
	return fc
		.subarray(Object.keys(fields), { maxLength: Math.min(4, Object.keys(fields).length) })
		.chain(names =>
			fc.record(
				Object.fromEntries(
					[...new Set([...required, ...names])].map(each => [
						each,
						fields[each] ?? fc.constant(undefined),
					]),
				),
			),
		);
}
