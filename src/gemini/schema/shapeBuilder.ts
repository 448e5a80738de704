import { type Allowed, allowedBeside } from './allowedBeside.ts';
import { arrayShape, objectShape } from './containers.ts';
import { highest, lowest, range, text, typesOf, valuesOf } from './facets.ts';
import {
	type Choice,
	CONSTRAINTS,
	type Compilation,
	gather,
	type Parts,
	type Place,
	pureReference,
} from './gather.ts';
import { notesOf } from './hints.ts';
import type { Located } from './schemaDocument.ts';
import { type Definition, mergeNotes, NO_NOTES, type Notes, type Shape, union } from './shape.ts';
import type { Primitive } from './typeWords.ts';
import { shapesOfValues } from './values.ts';

/** Deeper subschemas are left open: the largest schemas in use stay far below. */
const MAX_DEPTH = 60;
/** Shapes that are built; how many of them are written is decided when they are. */
const MAX_BUILT = 30_000;
/** Combinations of alternatives that are written out at one place. */
const MAX_COMBINATIONS = 32;
/** Properties that are repeated for the sake of alternatives at one place. */
const MAX_REPEATED = 400;

/** Keywords that a list of allowed values takes in: it is cut down to what they admit. */
const SAID_BY_VALUES = new Set(['const', 'enum', 'maximum', 'minimum', 'nullable', 'type']);

interface Unfinished {
	definition: Definition | undefined;
}

/**
 * Turns the schemas of a place into one shape. Places that have to hold together are merged; meeting a
 * combination again while it is being built is recursion, and becomes a reference.
 */
export class ShapeBuilder {
	readonly #compilation: Compilation;
	readonly #definitions = new Map<string, Definition>();
	readonly #unfinished = new Map<string, Unfinished>();
	readonly #ids = new Map<Located, number>();
	#nodes = 0;
	#depth = 0;

	constructor(compilation: Compilation) {
		this.#compilation = compilation;
	}

	/** The shape of a whole document, and what references to it use. */
	root(): { readonly shape: Shape; readonly definition: Definition } {
		const { root } = this.#compilation.document;
		const definition: Definition = { path: root.path, shape: undefined };
		const parts = gather([root], this.#compilation);
		this.#definitions.set(this.#key(parts), definition);
		this.#unfinished.set(this.#key(parts), { definition });
		definition.shape = this.#assemble(parts, root.path);
		return { shape: definition.shape, definition };
	}

	/** The shape of schemas that all have to hold. `path` is where they stand. */
	build(places: readonly Located[], path: string): Shape {
		const [only, ...others] = places;
		const target =
			only === undefined || others.length > 0 ? undefined : pureReference(only, this.#compilation);
		if (only === undefined || target === undefined) {
			return this.#named(gather(places, this.#compilation), path);
		}
		// The reference itself is only read for its keywords and its words.
		const { annotations } = gather([only], this.#compilation);
		const own = annotations.filter(place => place === only);
		return this.#reference(target, path, this.#notes(own));
	}

	#reference(target: Located, path: string, notes: Notes): Shape {
		const parts = gather([target], this.#compilation);
		const key = this.#key(parts);
		const known = this.#definitions.get(key);
		const definition = known ?? { path: target.path, shape: undefined };
		if (known === undefined) {
			this.#definitions.set(key, definition);
			this.#unfinished.set(key, { definition });
			definition.shape = this.#assemble(parts, target.path);
			this.#unfinished.delete(key);
		}
		const { shape } = definition;
		if (shape !== undefined && isSmall(shape)) {
			return { ...shape, notes: mergeNotes(notes, shape.notes) };
		}
		return shape?.kind === 'never' ? shape : { kind: 'ref', path, notes, definition };
	}

	#named(parts: Parts, path: string): Shape {
		const key = this.#key(parts);
		const unfinished = this.#unfinished.get(key);
		if (unfinished !== undefined && parts.locals.length + parts.choices.length > 0) {
			unfinished.definition ??= { path, shape: undefined };
			return { kind: 'ref', path, notes: NO_NOTES, definition: unfinished.definition };
		}
		const entry: Unfinished = { definition: undefined };
		this.#unfinished.set(key, entry);
		const shape = this.#assemble(parts, path);
		this.#unfinished.delete(key);
		if (entry.definition === undefined) {
			return shape;
		}
		entry.definition.shape = shape;
		this.#definitions.set(key, entry.definition);
		return { kind: 'ref', path, notes: NO_NOTES, definition: entry.definition };
	}

	#assemble(parts: Parts, path: string): Shape {
		this.#nodes += 1;
		if (this.#nodes > MAX_BUILT || this.#depth > MAX_DEPTH) {
			return this.#leaveOpen(parts, path);
		}
		this.#depth += 1;
		const shape = parts.never
			? { kind: 'never' as const, path, notes: NO_NOTES }
			: this.#choose(parts, path);
		this.#depth -= 1;
		return shape;
	}

	#choose(parts: Parts, path: string): Shape {
		const [choice, ...others] = parts.choices;
		if (choice === undefined) {
			return this.#local(parts, path);
		}
		if (this.#isTooMuch(parts)) {
			this.#reportDropped(choice);
			return this.#choose({ ...parts, choices: others, open: true }, path);
		}
		const branches = choice.alternatives.map(alternative =>
			this.#branch(parts, choice, others, alternative),
		);
		return union(path, this.#notes(parts.annotations), branches);
	}

	#reportDropped({ at: { path }, keyword }: Choice): void {
		const { ledger } = this.#compilation;
		if (keyword === 'nullable') {
			// All that stands beside it is one of its alternatives.
			ledger.leftOut(path, 'tooLarge');
		} else {
			ledger.note(path, keyword, 'checkedAfter', 'tooLarge');
		}
	}

	#branch(parts: Parts, choice: Choice, others: readonly Choice[], alternative: Located): Shape {
		if (parts.locals.length === 0 && others.length === 0) {
			return this.build([alternative], alternative.path);
		}
		const own = gather([alternative], this.#compilation);
		if (own.choices.some(each => each.at === choice.at)) {
			// The alternative is the choice itself once more: it adds nothing to the others.
			return { kind: 'never', path: alternative.path, notes: NO_NOTES };
		}
		const merged: Parts = {
			locals: [...new Set([...own.locals, ...parts.locals])],
			choices: [...others, ...own.choices],
			annotations: own.annotations,
			never: own.never,
			...allowedBeside(parts, choice, alternative, this.#compilation),
		};
		return this.#named(merged, alternative.path);
	}

	#isTooMuch({ locals, choices }: Parts): boolean {
		const combinations = choices.reduce((all, each) => all * each.alternatives.length, 1);
		const repeated = locals.reduce(
			(all, { schema }) => all + Object.keys(schema['properties'] ?? {}).length,
			0,
		);
		return combinations > MAX_COMBINATIONS || combinations * repeated > MAX_REPEATED;
	}

	#local({ locals, annotations, open, beside }: Parts, path: string): Shape {
		const values = valuesOf(locals);
		const types = typesOf(locals);
		const shapes =
			values === undefined
				? types &&
					shapeTypes(types).map(type => this.#typed(type, types, locals, path, { open, beside }))
				: this.#listed(values, types, locals, path);
		const notes = this.#notes(annotations);
		return shapes === undefined ? { kind: 'any', path, notes } : union(path, notes, shapes);
	}

	#listed(
		values: readonly unknown[],
		types: ReadonlySet<Primitive> | undefined,
		places: readonly Place[],
		path: string,
	): readonly Shape[] {
		const { ledger } = this.#compilation;
		for (const place of places) {
			for (const keyword of Object.keys(place.schema)) {
				const known = ledger.treatmentOf(place.path, keyword);
				if (known === 'enforced' && CONSTRAINTS.has(keyword) && !SAID_BY_VALUES.has(keyword)) {
					ledger.note(place.path, keyword, 'checkedAfter', 'approximated');
				}
			}
		}
		const { minimum = -Infinity, maximum = Infinity } = range(places, false);
		const within = values.filter(
			value => typeof value !== 'number' || (value >= minimum && value <= maximum),
		);
		return shapesOfValues(within, types, path);
	}

	#typed(
		type: Exclude<Primitive, 'fraction'>,
		types: ReadonlySet<Primitive>,
		places: readonly Place[],
		path: string,
		allowed: Allowed = {},
	): Shape {
		const common = { path, notes: NO_NOTES, nullable: false };
		const build = (each: readonly Located[], at: string) => this.build(each, at);
		switch (type) {
			case 'null':
				return { kind: 'null', path, notes: NO_NOTES };
			case 'boolean':
				return { kind: 'boolean', ...common };
			case 'string':
				return {
					kind: 'string',
					...common,
					format: text(places, 'format'),
					pattern: text(places, 'pattern'),
					minLength: lowest(places, 'minLength'),
					maxLength: highest(places, 'maxLength'),
				};
			case 'integer': {
				const integer = !types.has('fraction');
				const format = text(places, 'format');
				return { kind: 'number', ...common, integer, format, ...range(places, integer) };
			}
			case 'array':
				return arrayShape(places, common, this.#compilation, build);
			case 'object':
				return objectShape(places, common, this.#compilation, build, allowed);
		}
	}

	#leaveOpen({ annotations }: Parts, path: string): Shape {
		const { ledger } = this.#compilation;
		for (const place of annotations) {
			for (const keyword of Object.keys(place.schema)) {
				ledger.note(place.path, keyword, 'checkedAfter', 'tooLarge');
			}
		}
		ledger.problem({ kind: 'truncated', path });
		return { kind: 'any', path, notes: NO_NOTES };
	}

	#notes(places: readonly Place[]): Notes {
		const { ledger, options } = this.#compilation;
		return notesOf(places, ledger, options.hints);
	}

	#key({ locals, choices, annotations, never, open, beside = [] }: Parts): string {
		const ids = (places: readonly Located[]) =>
			places
				.map(place => this.#id(place))
				.toSorted((a, b) => a - b)
				.join();
		const chosen = choices.map(({ at, keyword }) => `${this.#id(at)}${keyword}`).toSorted();
		return `${ids(locals)};${chosen.join()};${ids(annotations)};${never}${open === true};${ids(beside)}`;
	}

	#id(place: Located): number {
		const id = this.#ids.get(place) ?? this.#ids.size;
		this.#ids.set(place, id);
		return id;
	}
}

function shapeTypes(types: ReadonlySet<Primitive>): readonly Exclude<Primitive, 'fraction'>[] {
	const all = [...types].map(type => (type === 'fraction' ? 'integer' : type));
	return [...new Set(all)];
}

function isSmall(shape: Shape): boolean {
	return shape.kind === 'string' || shape.kind === 'number'
		? (shape.values?.length ?? 0) < 8
		: shape.kind === 'any' || shape.kind === 'boolean' || shape.kind === 'null';
}
