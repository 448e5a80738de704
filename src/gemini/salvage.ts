import { type Chunk, chunkIssues, isChunk } from './chunk.ts';

/**
 * A chunk without the fields that do not fit the protocol, and where they stood: one odd field must not
 * cost the whole answer (docs/PROTOCOL.md §4). Nothing when the value is no object at all.
 */
export function salvageChunk(
	value: object,
): { readonly chunk: Chunk; readonly dropped: readonly string[] } | undefined {
	const dropped = new Set<string>();
	let candidate: object = value;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		if (isChunk(candidate)) {
			return { chunk: candidate, dropped: [...dropped] };
		}
		for (const { path } of chunkIssues(candidate)) {
			const place = path.slice(0, depthOf(path));
			dropped.add(place.map(String).join('.'));
			candidate = withoutField(candidate, place);
		}
	}
	return undefined;
}

/** Each round removes what the check names; a second one sees what the first had hidden. */
const MAX_ROUNDS = 5;

/** How much of a path names the smallest thing that can go: a part's field, a candidate's, the chunk's. */
function depthOf(path: readonly PropertyKey[]): number {
	if (path[0] !== 'candidates') {
		return 1;
	}
	return path[2] === 'content' ? Math.min(path.length, 6) : Math.min(path.length, 3);
}

function withoutField(node: object, [key, ...rest]: readonly PropertyKey[]): object {
	if (key === undefined) {
		return node;
	}
	const child: unknown = Reflect.get(node, key);
	const copy: object = Array.isArray(node) ? [...node] : { ...node };
	if (rest.length === 0 || typeof child !== 'object' || child === null) {
		// An element keeps its place, so that what else names it by number stays right.
		const emptied = Array.isArray(copy)
			? Reflect.set(copy, key, {})
			: Reflect.deleteProperty(copy, key);
		return emptied ? copy : node;
	}
	Reflect.set(copy, key, withoutField(child, rest));
	return copy;
}
