/** Words for the model. */
export interface Notes {
	readonly title?: string | undefined;
	readonly description?: string | undefined;
	/** What the schema that is sent cannot say, in sentences. */
	readonly hints: readonly string[];
}

/** A shape that is used by reference; its shape is there once the definition has been built. */
export interface Definition {
	readonly path: string;
	shape: Shape | undefined;
}

interface Common {
	/** JSON pointer to where it stands in the schema as it was given. */
	readonly path: string;
	readonly notes: Notes;
}

interface Nullable extends Common {
	readonly nullable: boolean;
}

export interface StringShape extends Nullable {
	readonly kind: 'string';
	readonly values?: readonly string[] | undefined;
	readonly format?: string | undefined;
	readonly pattern?: string | undefined;
	readonly minLength?: number | undefined;
	readonly maxLength?: number | undefined;
}

export interface NumberShape extends Nullable {
	readonly kind: 'number';
	readonly integer: boolean;
	readonly values?: readonly number[] | undefined;
	readonly format?: string | undefined;
	readonly minimum?: number | undefined;
	readonly maximum?: number | undefined;
}

export interface Container extends Nullable {
	/** JSON pointers to the schemas that were merged into it. */
	readonly places: readonly string[];
}

export interface ArrayShape extends Container {
	readonly kind: 'array';
	readonly prefix: readonly Shape[];
	readonly items: Shape;
	readonly minItems?: number | undefined;
	readonly maxItems?: number | undefined;
}

export interface ObjectShape extends Container {
	readonly kind: 'object';
	readonly properties: ReadonlyMap<string, Shape>;
	readonly required: ReadonlySet<string>;
	/** `undefined`: nothing was said about other properties. */
	readonly additional: Shape | false | undefined;
	readonly ordering?: readonly string[] | undefined;
	readonly minProperties?: number | undefined;
	readonly maxProperties?: number | undefined;
}

export interface RefShape extends Common {
	readonly kind: 'ref';
	readonly definition: Definition;
}

export interface UnionShape extends Common {
	readonly kind: 'union';
	readonly branches: readonly Shape[];
}

/**
 * A schema of one dialect with everything merged: no `allOf`, one type a node, alternatives only in unions.
 * What both routes can be written from.
 */
export type Shape =
	| (Common & { readonly kind: 'any' })
	| (Common & { readonly kind: 'never' })
	| (Common & { readonly kind: 'null' })
	| (Nullable & { readonly kind: 'boolean' })
	| StringShape
	| NumberShape
	| ArrayShape
	| ObjectShape
	| RefShape
	| UnionShape;

export const NO_NOTES: Notes = { hints: [] };

export function mergeNotes(outer: Notes, inner: Notes): Notes {
	return {
		title: outer.title ?? inner.title,
		description: outer.description ?? inner.description,
		hints: [...new Set([...outer.hints, ...inner.hints])],
	};
}

export function hasNotes(notes: Notes): boolean {
	return notes.title !== undefined || notes.description !== undefined || notes.hints.length > 0;
}

/** One shape for several alternatives: what cannot be is left out, and null becomes `nullable`. */
export function union(path: string, notes: Notes, alternatives: readonly Shape[]): Shape {
	const branches = alternatives
		.flatMap(each => (each.kind === 'union' && !hasNotes(each.notes) ? each.branches : [each]))
		.filter(each => each.kind !== 'never');
	const [first, second] = branches;
	if (first === undefined) {
		return { kind: 'never', path, notes };
	}
	if (branches.some(each => each.kind === 'any' && !hasNotes(each.notes))) {
		return { kind: 'any', path, notes };
	}
	if (second === undefined) {
		return { ...first, notes: mergeNotes(notes, first.notes) };
	}
	if (branches.length === 2) {
		const folded = fold(first, second) ?? fold(second, first);
		if (folded !== undefined) {
			return { ...folded, notes: mergeNotes(notes, folded.notes) };
		}
	}
	return { kind: 'union', path, notes, branches };
}

function fold(shape: Shape, other: Shape): Shape | undefined {
	if (other.kind !== 'null') {
		return undefined;
	}
	if (shape.kind === 'union') {
		return { ...shape, branches: [...shape.branches, other] };
	}
	return 'nullable' in shape ? { ...shape, nullable: true } : undefined;
}
