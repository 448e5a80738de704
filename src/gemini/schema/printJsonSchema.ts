import type { JsonSchemaObject } from './compiledSchema.ts';
import { isKnownFormat } from './fates.ts';
import type { Compilation } from './gather.ts';
import { pointerKeys, setOwn } from './jsonValue.ts';
import { describe } from './printNotes.ts';
import { type Cuts, cutCycles, reachable } from './recursion.ts';
import {
	type ArrayShape,
	type Definition,
	hasNotes,
	type ObjectShape,
	type RefShape,
	type Shape,
} from './shape.ts';

/** Writes a shape for `responseJsonSchema` / `parametersJsonSchema` (docs/PROTOCOL.md §8). */
export function printJsonSchema(root: Definition, compilation: Compilation): JsonSchemaObject {
	return new Printer(root, compilation).document();
}

class Printer {
	readonly #root: Definition;
	readonly #cuts: Cuts;
	readonly #names = new Map<Definition, string>();
	/** Definitions in the order in which they are met: what lies near the root comes first. */
	readonly #pending: Definition[] = [];
	readonly #leftOut = new Set<Definition>();
	#nodes = 0;
	readonly #compilation: Compilation;

	constructor(root: Definition, compilation: Compilation) {
		this.#root = root;
		this.#compilation = compilation;
		this.#cuts = cutCycles(root);
		this.#reportCuts();
	}

	document(): JsonSchemaObject {
		const schema = this.#print(this.#root.shape);
		const definitions: Record<string, unknown> = {};
		for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
			setOwn(definitions, this.#names.get(next) ?? '', this.#print(next.shape));
		}
		this.#reportLeftOut();
		return Object.keys(definitions).length > 0 ? { ...schema, $defs: definitions } : schema;
	}

	#print(shape: Shape | undefined): JsonSchemaObject {
		if (shape === undefined) {
			return {};
		}
		this.#nodes += 1;
		const notes = describe(shape.notes, this.#compilation.options.brief);
		switch (shape.kind) {
			case 'any':
				return notes;
			case 'never':
				this.#compilation.ledger.leftOut(shape.path, 'approximated');
				return notes;
			case 'null':
				return { ...notes, type: 'null' };
			case 'boolean':
				return { ...notes, type: typeWord('boolean', shape.nullable) };
			case 'string':
				return this.#scalar(notes, 'string', shape.nullable, {
					enum: shape.values,
					format: this.#format(shape.format),
				});
			case 'number':
				return this.#scalar(notes, shape.integer ? 'integer' : 'number', shape.nullable, {
					enum: shape.values,
					...this.#bounds({ minimum: shape.minimum, maximum: shape.maximum }),
				});
			case 'array':
				return this.#array(notes, shape);
			case 'object':
				return this.#object(notes, shape);
			case 'union':
				return { ...notes, anyOf: shape.branches.map(each => this.#print(each)) };
			case 'ref':
				return this.#reference(notes, shape);
		}
	}

	#scalar(
		notes: JsonSchemaObject,
		type: string,
		nullable: boolean,
		facets: JsonSchemaObject,
	): JsonSchemaObject {
		if (nullable && facets['enum'] !== undefined) {
			// The endpoint takes strings and numbers only in `enum`, so null has to stand beside it.
			return { ...notes, anyOf: [{ type, ...defined(facets) }, { type: 'null' }] };
		}
		return { ...notes, type: typeWord(type, nullable), ...defined(facets) };
	}

	#array(notes: JsonSchemaObject, shape: ArrayShape): JsonSchemaObject {
		return {
			...notes,
			type: typeWord('array', shape.nullable),
			...(shape.prefix.length > 0 && {
				prefixItems: shape.prefix.map(each => this.#print(each)),
			}),
			...(shape.items.kind !== 'any' && { items: this.#print(shape.items) }),
			...defined(this.#bounds({ minItems: shape.minItems, maxItems: shape.maxItems })),
		};
	}

	#object(notes: JsonSchemaObject, shape: ObjectShape): JsonSchemaObject {
		const properties: Record<string, unknown> = {};
		for (const [name, each] of shape.properties) {
			setOwn(properties, name, this.#print(each));
		}
		const relaxed = this.#cuts.relaxed.get(shape);
		const required = [...shape.required].filter(name => !relaxed?.has(name));
		const { additional } = shape;
		return {
			...notes,
			type: typeWord('object', shape.nullable),
			...(shape.properties.size > 0 && { properties }),
			...(required.length > 0 && { required }),
			...(additional !== undefined && {
				additionalProperties: additional && this.#print(additional),
			}),
			...defined({ propertyOrdering: shape.ordering }),
		};
	}

	#reference(notes: JsonSchemaObject, shape: RefShape): JsonSchemaObject {
		if (this.#cuts.opened.has(shape)) {
			return notes;
		}
		const $ref = this.#referenceTo(shape.definition);
		if ($ref === undefined) {
			return notes;
		}
		// Nothing may stand beside `$ref`, and words about this very place should not be lost.
		return hasNotes(shape.notes) ? { ...notes, anyOf: [{ $ref }] } : { $ref };
	}

	#referenceTo(definition: Definition): string | undefined {
		if (definition === this.#root) {
			return '#';
		}
		const known = this.#names.get(definition);
		if (known === undefined && this.#nodes > this.#compilation.options.maxNodes) {
			this.#leftOut.add(definition);
			return undefined;
		}
		const name = known ?? unusedName(definition.path, new Set(this.#names.values()));
		if (known === undefined) {
			this.#names.set(definition, name);
			this.#pending.push(definition);
		}
		return `#/$defs/${name}`;
	}

	#format(format: string | undefined): string | undefined {
		return format !== undefined && isKnownFormat(format, 'jsonSchema') ? format : undefined;
	}

	#bounds(bounds: JsonSchemaObject): JsonSchemaObject {
		return this.#compilation.options.lean ? {} : bounds;
	}

	#reportLeftOut(): void {
		const { ledger } = this.#compilation;
		for (const { path } of reachable([...this.#leftOut], new Set(this.#names.keys()))) {
			ledger.leftOut(path, 'tooLarge');
			ledger.problem({ kind: 'truncated', path });
		}
	}

	#reportCuts(): void {
		const { ledger } = this.#compilation;
		for (const { places, path } of this.#cuts.relaxed.keys()) {
			for (const place of places.filter(each => ledger.treatmentOf(each, 'required'))) {
				ledger.note(place, 'required', 'checkedAfter', 'recursion');
			}
			ledger.problem({ kind: 'recursion', path });
		}
		for (const { path } of this.#cuts.opened) {
			if (ledger.treatmentOf(path, '$ref')) {
				ledger.note(path, '$ref', 'checkedAfter', 'recursion');
			}
			ledger.problem({ kind: 'recursion', path });
		}
	}
}

function typeWord(type: string, nullable: boolean): string | readonly string[] {
	return nullable ? [type, 'null'] : type;
}

export function defined(fields: JsonSchemaObject): JsonSchemaObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function unusedName(path: string, taken: ReadonlySet<string>): string {
	const last = pointerKeys(path).at(-1) ?? '';
	const name = last.replaceAll(/[^\w.-]+/g, '_') || 'definition';
	let unused = name;
	for (let count = 2; taken.has(unused); count += 1) {
		unused = `${name}${count}`;
	}
	return unused;
}
