import type { JsonSchemaObject } from './compiledSchema.ts';
import { isKnownFormat } from './fates.ts';
import type { Compilation } from './gather.ts';
import { isArray, isObject, setOwn } from './jsonValue.ts';
import { defined } from './printJsonSchema.ts';
import { describe } from './printNotes.ts';
import {
	type ArrayShape,
	type Container,
	type Definition,
	mergeNotes,
	NO_NOTES,
	type NumberShape,
	type ObjectShape,
	type RefShape,
	type Shape,
	type StringShape,
	union,
} from './shape.ts';

/** How often a recursive definition is written out inside itself. */
const UNROLL = 2;

/**
 * Writes a shape for `responseSchema` / `parameters` (docs/PROTOCOL.md §8): references are written out,
 * recursion to a limited depth. Undefined when nothing can be said.
 */
export function printOpenApi(
	root: Definition,
	compilation: Compilation,
): JsonSchemaObject | undefined {
	return root.shape && new Printer(compilation).print(root.shape);
}

class Printer {
	readonly #compilation: Compilation;
	readonly #open: Definition[] = [];
	#nodes = 0;

	constructor(compilation: Compilation) {
		this.#compilation = compilation;
	}

	/** Undefined: cannot be said here, so whoever asked leaves it out. */
	print(shape: Shape): JsonSchemaObject | undefined {
		this.#nodes += 1;
		if (this.#nodes > this.#compilation.options.maxNodes) {
			this.#compilation.ledger.problem({ kind: 'truncated', path: shape.path });
			return undefined;
		}
		switch (shape.kind) {
			case 'any':
				return this.#anything(shape);
			case 'never':
				return undefined;
			case 'null':
				return { ...describe(shape.notes), type: 'NULL' };
			case 'boolean':
				return { ...describe(shape.notes), type: 'BOOLEAN', ...nullable(shape.nullable) };
			case 'string':
				return this.#string(shape);
			case 'number':
				return this.#number(shape);
			case 'array':
				return this.#array(shape);
			case 'object':
				return this.#object(shape);
			case 'union':
				return this.#union(shape.branches, shape);
			case 'ref':
				return this.#reference(shape);
		}
	}

	/** There is no word for "anything": scalars are what always can be said. */
	#anything({ notes }: Shape): JsonSchemaObject {
		const types = ['STRING', 'NUMBER', 'BOOLEAN'];
		return { anyOf: types.map(type => ({ ...describe(notes), type, nullable: true })) };
	}

	#string(shape: StringShape): JsonSchemaObject {
		const values = shape.values?.filter(value => value !== '');
		const { format = '' } = shape;
		return {
			...describe(shape.notes),
			type: 'STRING',
			...nullable(shape.nullable),
			...(values !== undefined && values.length > 0
				? { format: 'enum', enum: values }
				: defined({
						format: isKnownFormat(format, 'openApi') ? format : undefined,
						...this.#bounds({
							minLength: shape.minLength,
							maxLength: shape.maxLength,
							pattern: shape.pattern,
						}),
					})),
		};
	}

	#number(shape: NumberShape): JsonSchemaObject {
		const formats = shape.integer ? ['int32', 'int64'] : ['float', 'double'];
		const format = formats.find(each => each === shape.format);
		return {
			...describe(shape.notes),
			type: shape.integer ? 'INTEGER' : 'NUMBER',
			...nullable(shape.nullable),
			...defined({ format }),
			...defined(this.#bounds({ minimum: shape.minimum, maximum: shape.maximum })),
		};
	}

	#array(shape: ArrayShape): JsonSchemaObject | undefined {
		const { path, prefix, items } = shape;
		const closed = shape.maxItems !== undefined && shape.maxItems <= prefix.length;
		const rest = closed || (items.kind === 'any' && prefix.length > 0) ? [] : [items];
		const printed = this.print(union(path, NO_NOTES, [...prefix, ...rest]));
		if (printed === undefined) {
			this.#reportLost(shape, 'type');
		}
		return (
			printed && {
				...describe(shape.notes),
				type: 'ARRAY',
				...nullable(shape.nullable),
				items: printed,
				...defined(this.#bounds({ minItems: shape.minItems, maxItems: shape.maxItems })),
			}
		);
	}

	#object(shape: ObjectShape): JsonSchemaObject | undefined {
		const properties: Record<string, unknown> = {};
		for (const [name, each] of shape.properties) {
			const printed = this.print(each);
			if (printed !== undefined) {
				setOwn(properties, name, printed);
			}
		}
		const names = Object.keys(properties);
		if (names.length === 0) {
			this.#compilation.ledger.problem({ kind: 'freeFormObject', path: shape.path });
			this.#reportLost(shape, 'type');
			return undefined;
		}
		const required = [...shape.required].filter(name => Object.hasOwn(properties, name));
		if (required.length < shape.required.size) {
			this.#reportLost(shape, 'required');
		}
		return {
			...describe(shape.notes),
			type: 'OBJECT',
			...nullable(shape.nullable),
			properties,
			...(required.length > 0 && { required }),
			propertyOrdering: [...new Set([...(shape.ordering ?? []), ...names])].filter(name =>
				Object.hasOwn(properties, name),
			),
			...defined(
				this.#bounds({
					minProperties: shape.minProperties,
					maxProperties: shape.maxProperties,
				}),
			),
		};
	}

	#union(branches: readonly Shape[], { notes }: Shape): JsonSchemaObject | undefined {
		const isNull = (each: Shape) => each.kind === 'null';
		const withNull = branches.some(isNull);
		const printed = branches
			.filter(each => !isNull(each))
			// Nothing may stand beside `anyOf`: the words move into the alternatives.
			.map(each => this.print({ ...each, notes: mergeNotes(each.notes, notes) }))
			.filter(each => each !== undefined)
			.flatMap(each => alternativesOf(each));
		if (printed.length === 0) {
			return withNull ? { ...describe(notes), type: 'NULL' } : undefined;
		}
		const alternatives = withNull
			? printed.map((each, index) => (index === 0 ? { ...each, nullable: true } : each))
			: printed;
		return alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives };
	}

	#reference({ definition, notes, path }: RefShape): JsonSchemaObject | undefined {
		const { shape } = definition;
		const depth = this.#open.filter(each => each === definition).length;
		if (shape === undefined || depth > UNROLL) {
			this.#compilation.ledger.note(path, '$ref', 'checkedAfter', 'recursion');
			this.#compilation.ledger.problem({ kind: 'recursion', path });
			return undefined;
		}
		this.#open.push(definition);
		const printed = this.print({ ...shape, notes: mergeNotes(notes, shape.notes) });
		this.#open.pop();
		return printed;
	}

	#reportLost({ places }: Container, keyword: string): void {
		const { ledger } = this.#compilation;
		for (const place of places.filter(each => ledger.treatmentOf(each, keyword))) {
			ledger.note(place, keyword, 'checkedAfter', 'unsupported');
		}
	}

	#bounds(bounds: JsonSchemaObject): JsonSchemaObject {
		return this.#compilation.options.lean ? {} : bounds;
	}
}

function alternativesOf(schema: JsonSchemaObject): readonly JsonSchemaObject[] {
	const { anyOf } = schema;
	return isArray(anyOf) ? anyOf.filter(isObject) : [schema];
}

function nullable(is: boolean): JsonSchemaObject {
	return is ? { nullable: true } : {};
}
