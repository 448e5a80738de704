import type { Part } from '../shared/content.ts';
import type { ChunkPart } from './chunk.ts';

type PartialArg = NonNullable<NonNullable<ChunkPart['functionCall']>['partialArgs']>[number];

/** A function call whose arguments arrive in pieces (docs/PROTOCOL.md §7). */
export interface PartialCall {
	add(pieces: readonly PartialArg[]): void;
	/** The whole call, as if it had come at once. */
	finish(): Part;
}

/** `first` is the part that named the call; its signature stays on it. */
export function createPartialCall(first: Part): PartialCall {
	const args: Record<string, unknown> = { ...first.functionCall?.args };
	return {
		add(pieces) {
			for (const piece of pieces) {
				setAt(args, parsePath(piece.jsonPath), piece);
			}
		},
		finish() {
			const { id, name = '' } = first.functionCall ?? {};
			return {
				...first,
				functionCall: { ...(id !== undefined && { id }), name, args },
			};
		},
	};
}

type Key = string | number;

/** `$.recipe.items[0].name` → recipe, items, 0, name. Quoted names in brackets are understood as well. */
function parsePath(path: string): Key[] {
	const keys: Key[] = [];
	for (const match of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[(["'])(.*?)\3\]/g)) {
		const [, name, index, , quoted] = match;
		keys.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
	}
	return keys;
}

/** Array indices beyond this are nonsense and would make a hole of gigabytes. */
const MAX_INDEX = 100_000;

function setAt(root: Record<string, unknown>, keys: readonly Key[], piece: PartialArg): void {
	let node: Record<Key, unknown> = root;
	for (const [depth, key] of keys.entries()) {
		if (key === '__proto__' || (typeof key === 'number' && key > MAX_INDEX)) {
			return;
		}
		const next = keys[depth + 1];
		if (next === undefined) {
			node[key] = joinPiece(piece, node[key]);
			return;
		}
		const child = node[key];
		if (typeof child === 'object' && child !== null) {
			node = child as Record<Key, unknown>;
		} else {
			const created = (typeof next === 'number' ? [] : {}) as Record<Key, unknown>;
			node[key] = created;
			node = created;
		}
	}
}

/** Pieces of a string join; other values come whole. */
function joinPiece(piece: PartialArg, before: unknown): unknown {
	if (piece.stringValue != null) {
		return typeof before === 'string' ? before + piece.stringValue : piece.stringValue;
	}
	return piece.numberValue ?? piece.boolValue ?? null;
}
