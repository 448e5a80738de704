import type { Part } from '../shared/content.ts';
import type { ChunkPart } from './chunk.ts';
import { optional } from './json.ts';

type RawCall = NonNullable<ChunkPart['functionCall']>;
type PartialArg = NonNullable<RawCall['partialArgs']>[number];

/** A function call whose arguments arrive in pieces (docs/PROTOCOL.md §7). */
export interface PartialCall {
	/** `part` brings pieces of arguments, and perhaps the signature. */
	add(part: ChunkPart): void;
	/** The whole call, as if it had come at once. */
	finish(): Part & Required<Pick<Part, 'functionCall'>>;
}

/** `first` is the part that named the call; its signature stays on it. */
export function createPartialCall(first: ChunkPart): PartialCall {
	const args: Args = { ...first.functionCall?.args };
	const { id, name } = first.functionCall ?? {};
	let signature = first.thoughtSignature;
	return {
		add({ functionCall, thoughtSignature }) {
			signature ??= thoughtSignature;
			for (const piece of functionCall?.partialArgs ?? []) {
				setAt(args, parsePath(piece.jsonPath), piece);
			}
		},
		finish: () => ({
			functionCall: { ...optional('id', id), name: name ?? '', args },
			...(first.thought === true && { thought: true }),
			...optional('thoughtSignature', signature),
		}),
	};
}

type Key = string | number;
type Args = Record<string, unknown>;

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

function setAt(root: Args, keys: readonly Key[], piece: PartialArg): void {
	let node: object = root;
	for (const [depth, key] of keys.entries()) {
		if (!canHold(node, key)) {
			return;
		}
		const before: unknown = Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
		const next = keys[depth + 1];
		if (next === undefined) {
			Reflect.set(node, key, joinPiece(piece, before));
			return;
		}
		if (typeof before === 'object' && before !== null) {
			node = before;
		} else {
			const created: object = typeof next === 'number' ? [] : {};
			Reflect.set(node, key, created);
			node = created;
		}
	}
}

/** A list has numbered places only, and no name may reach an object's prototype. */
function canHold(node: object, key: Key): boolean {
	return typeof key === 'number' ? key <= MAX_INDEX : !Array.isArray(node) && key !== '__proto__';
}

/** Pieces of a string join; other values come whole. */
function joinPiece(piece: PartialArg, before: unknown): unknown {
	if (typeof piece.stringValue === 'string') {
		return typeof before === 'string' ? before + piece.stringValue : piece.stringValue;
	}
	return piece.numberValue ?? piece.boolValue ?? null;
}
