import type { Definition, ObjectShape, RefShape, Shape } from './shape.ts';

/** Where recursion has to be given up so that every cycle passes an optional property. */
export interface Cuts {
	/** Required properties that have to become optional. */
	readonly relaxed: ReadonlyMap<ObjectShape, ReadonlySet<string>>;
	/** References that have to be left open. */
	readonly opened: ReadonlySet<RefShape>;
}

interface Edge {
	readonly ref: RefShape;
	/** The innermost required property that leads to the reference. */
	readonly property: { readonly object: ObjectShape; readonly name: string } | undefined;
}

/**
 * The endpoint unrolls a cycle of references only through properties that are not required
 * (docs/PROTOCOL.md §8). Finds the fewest places by which that becomes true.
 */
export function cutCycles(root: Definition): Cuts {
	const relaxed = new Map<ObjectShape, Set<string>>();
	const opened = new Set<RefShape>();
	const definitions = reachable([root]);
	const edges = new Map(definitions.map(each => [each, mandatoryEdges(each.shape)]));
	const isCut = ({ ref, property }: Edge) =>
		opened.has(ref) ||
		(property !== undefined && relaxed.get(property.object)?.has(property.name) === true);
	for (const start of definitions) {
		for (
			let cycle = findCycle(start, edges, isCut);
			cycle;
			cycle = findCycle(start, edges, isCut)
		) {
			const property = cycle.findLast(edge => edge.property !== undefined)?.property;
			if (property !== undefined) {
				const names = relaxed.get(property.object) ?? new Set();
				relaxed.set(property.object, names.add(property.name));
			} else {
				opened.add(cycle[cycle.length - 1]?.ref ?? unreachable());
			}
		}
	}
	return { relaxed, opened };
}

function unreachable(): never {
	throw new Error('A cycle has at least one edge.');
}

function findCycle(
	start: Definition,
	edges: ReadonlyMap<Definition, readonly Edge[]>,
	isCut: (edge: Edge) => boolean,
): readonly Edge[] | undefined {
	const seen = new Set<Definition>();
	const search = (from: Definition, trail: readonly Edge[]): readonly Edge[] | undefined => {
		for (const edge of edges.get(from) ?? []) {
			const to = edge.ref.definition;
			if (isCut(edge) || (to !== start && seen.has(to))) {
				continue;
			}
			if (to === start) {
				return [...trail, edge];
			}
			seen.add(to);
			const found = search(to, [...trail, edge]);
			if (found !== undefined) {
				return found;
			}
		}
		return undefined;
	};
	return search(start, []);
}

/** The definitions that some definitions lead to, themselves included, without those of `except`. */
export function reachable(
	from: readonly Definition[],
	except: ReadonlySet<Definition> = new Set(),
): readonly Definition[] {
	const found = new Set(from);
	for (const definition of found) {
		for (const { definition: next } of refs(definition.shape)) {
			if (!except.has(next)) {
				found.add(next);
			}
		}
	}
	return [...found];
}

function refs(shape: Shape | undefined): readonly RefShape[] {
	return shape === undefined
		? []
		: shape.kind === 'ref'
			? [shape]
			: children(shape).flatMap(child => refs(child.shape));
}

function mandatoryEdges(shape: Shape | undefined, property?: Edge['property']): readonly Edge[] {
	if (shape === undefined) {
		return [];
	}
	if (shape.kind === 'ref') {
		return [{ ref: shape, property }];
	}
	return children(shape).flatMap(child =>
		child.optional ? [] : mandatoryEdges(child.shape, child.property ?? property),
	);
}

interface Child {
	readonly shape: Shape;
	readonly optional: boolean;
	readonly property?: Edge['property'];
}

function children(shape: Shape): readonly Child[] {
	switch (shape.kind) {
		case 'union':
			return shape.branches.map(each => ({ shape: each, optional: false }));
		case 'array':
			return [...shape.prefix, shape.items].map(each => ({ shape: each, optional: false }));
		case 'object':
			return [
				...[...shape.properties].map(([name, each]) => ({
					shape: each,
					optional: !shape.required.has(name),
					property: { object: shape, name },
				})),
				...(shape.additional ? [{ shape: shape.additional, optional: true }] : []),
			];
		default:
			return [];
	}
}
