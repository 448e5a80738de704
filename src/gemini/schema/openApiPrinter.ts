import type { JsonSchemaObject, Reason } from './compiledSchema.ts';
import { isKnownFormat } from './fates.ts';
import type { Compilation } from './gather.ts';
import { isArray, isObject, setOwn } from './jsonValue.ts';
import { defined } from './printJsonSchema.ts';
import { describe } from './printNotes.ts';
import {
	type ArrayShape,
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

/** How often a recursive definition appears inside itself, and how deep containers are nested. */
export interface Extent {
	readonly unroll: number;
	readonly depth: number;
}

/** Writes shapes for one attempt: within an extent, and counting what it writes. */
export class OpenApiPrinter {
	readonly #compilation: Compilation;
	readonly #extent: Extent;
	readonly #limit: number;
	readonly #open: Definition[] = [];
	#depth = 0;
	nodes = 0;

	constructor(compilation: Compilation, extent: Extent, limit: number) {
		this.#compilation = compilation;
		this.#extent = extent;
		this.#limit = limit;
	}

	/** Undefined: cannot be said here, so whoever asked leaves it out. */
	print(shape: Shape): JsonSchemaObject | undefined {
		this.nodes += 1;
		const deep = isContainer(shape) && this.#depth >= this.#extent.depth;
		if (deep || this.nodes > this.#limit) {
			this.#compilation.ledger.problem({ kind: 'truncated', path: shape.path });
			return this.#leaveOut(shape, 'tooLarge');
		}
		this.#depth += isContainer(shape) ? 1 : 0;
		const printed = this.#write(shape);
		this.#depth -= isContainer(shape) ? 1 : 0;
		return printed;
	}

	#write(shape: Shape): JsonSchemaObject | undefined {
		switch (shape.kind) {
			case 'any':
				return this.#anything(shape);
			case 'never':
				return undefined;
			case 'null':
				return { ...this.#notes(shape), type: 'NULL' };
			case 'boolean':
				return { ...this.#notes(shape), type: 'BOOLEAN', ...nullable(shape.nullable) };
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
		return { anyOf: types.map(type => ({ ...this.#notes({ notes }), type, nullable: true })) };
	}

	#string(shape: StringShape): JsonSchemaObject {
		const values = shape.values?.filter(value => value !== '');
		const { format = '' } = shape;
		return {
			...this.#notes(shape),
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
			...this.#notes(shape),
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
			return this.#leaveOut(shape, 'unsupported');
		}
		return {
			...this.#notes(shape),
			type: 'ARRAY',
			...nullable(shape.nullable),
			items: printed,
			...defined(this.#bounds({ minItems: shape.minItems, maxItems: shape.maxItems })),
		};
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
			return this.#leaveOut(shape, 'unsupported');
		}
		const required = [...shape.required].filter(name => Object.hasOwn(properties, name));
		if (required.length < shape.required.size) {
			this.#reportRequired(shape);
		}
		return {
			...this.#notes(shape),
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
			return withNull ? { ...this.#notes({ notes }), type: 'NULL' } : undefined;
		}
		const alternatives = withNull
			? printed.map((each, index) => (index === 0 ? { ...each, nullable: true } : each))
			: printed;
		return alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives };
	}

	#reference({ definition, notes, path }: RefShape): JsonSchemaObject | undefined {
		const { shape } = definition;
		const depth = this.#open.filter(each => each === definition).length;
		if (shape === undefined || depth > this.#extent.unroll) {
			this.#compilation.ledger.note(path, '$ref', 'checkedAfter', 'recursion');
			this.#compilation.ledger.problem({ kind: 'recursion', path });
			return undefined;
		}
		this.#open.push(definition);
		const printed = this.print({ ...shape, notes: mergeNotes(notes, shape.notes) });
		this.#open.pop();
		return printed;
	}

	#leaveOut(shape: Shape, why: Reason): undefined {
		const { ledger } = this.#compilation;
		ledger.leftOut(shape.path, why);
		for (const place of isContainer(shape) ? shape.places : []) {
			ledger.leftOut(place, why);
		}
	}

	#reportRequired({ places }: ObjectShape): void {
		const { ledger } = this.#compilation;
		for (const place of places.filter(each => ledger.treatmentOf(each, 'required'))) {
			ledger.note(place, 'required', 'checkedAfter', 'unsupported');
		}
	}

	#notes({ notes }: Pick<Shape, 'notes'>): JsonSchemaObject {
		return describe(notes, this.#compilation.options.brief);
	}

	#bounds(bounds: JsonSchemaObject): JsonSchemaObject {
		return this.#compilation.options.lean ? {} : bounds;
	}
}

function alternativesOf(schema: JsonSchemaObject): readonly JsonSchemaObject[] {
	const { anyOf } = schema;
	return isArray(anyOf) ? anyOf.filter(isObject) : [schema];
}

function isContainer(shape: Shape): shape is ArrayShape | ObjectShape {
	return shape.kind === 'array' || shape.kind === 'object';
}

function nullable(is: boolean): JsonSchemaObject {
	return is ? { nullable: true } : {};
}
