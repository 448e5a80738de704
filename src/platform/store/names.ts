/*
 * The layout of the storage folder. No file is ever written over: a change is a new file with a higher
 * revision in its name, and the older one is removed after. Names are made of ids and numbers of our own,
 * never of a person's or a model's text.
 *
 *   index-1.json                                    a copy of all meta files, which may be missing or old
 *   meta/<conversation>.<revision>.json             title, workspace, times
 *   turns/<conversation>/
 *     turn.<turn>.<place>.<revision>.json           a finished turn
 *     live.<turn>.<number>.json                     what came of a turn in flight since the number before
 *     media.<turn>.<SHA-256>.b64                    an image or another file of a turn
 */

export const META_FOLDER = 'meta';
export const TURNS_FOLDER = 'turns';
export const INDEX_FILE = 'index-1.json';

export interface MetaFileName {
	readonly name: string;
	readonly conversationId: string;
	readonly revision: string;
}

export type TurnFileName =
	| {
			readonly kind: 'turn';
			readonly name: string;
			readonly turnId: string;
			readonly revision: string;
	  }
	| {
			readonly kind: 'live';
			readonly name: string;
			readonly turnId: string;
			readonly number: number;
	  }
	| { readonly kind: 'media'; readonly name: string; readonly turnId: string };

export function metaFileName(conversationId: string, revision: string): string {
	return `${conversationId}.${revision}.json`;
}

const META_FILE = /^[a-z0-9-]+\.\d{15}-[a-z0-9]+\.json$/;

export function parseMetaFileName(name: string): MetaFileName | undefined {
	if (!META_FILE.test(name)) {
		return undefined;
	}
	const dot = name.indexOf('.');
	const revision = name.slice(dot + 1, -'.json'.length);
	return { name, conversationId: name.slice(0, dot), revision };
}

export function turnFolder(conversationId: string): string {
	return `${TURNS_FOLDER}/${conversationId}`;
}

export function turnFileName(turnId: string, place: number, revision: string): string {
	return `turn.${turnId}.${place}.${revision}.json`;
}

export function liveFileName(turnId: string, number: number): string {
	return `live.${turnId}.${number}.json`;
}

export function mediaFileName(turnId: string, hash: string): string {
	return `media.${turnId}.${hash}.b64`;
}

export function parseTurnFileName(name: string): TurnFileName | undefined {
	const [, turnId, rest = ''] =
		/^(?:turn|live|media)\.([a-z0-9-]+)\.([a-z0-9.-]+)\.(?:json|b64)$/.exec(name) ?? [];
	if (turnId === undefined) {
		return undefined;
	}
	if (name.startsWith('turn.')) {
		const revision = /^\d+\.(\d{15}-[a-z0-9]+)$/.exec(rest)?.[1];
		return revision === undefined ? undefined : { kind: 'turn', name, turnId, revision };
	}
	if (name.startsWith('live.')) {
		return /^\d+$/.test(rest) ? { kind: 'live', name, turnId, number: Number(rest) } : undefined;
	}
	return { kind: 'media', name, turnId };
}

/** Revisions sort as text; `writer` keeps those of two windows apart. */
export class Revisions {
	private last = 0;
	private readonly now: () => number;
	private readonly writer: string;

	constructor(now: () => number, writer: string) {
		this.now = now;
		this.writer = writer;
	}

	/** A revision above all of `existing`, even where the clock was set back meanwhile. */
	next(existing: readonly string[] = []): string {
		const highest = Math.max(this.last, ...existing.map(revision => Number.parseInt(revision, 10)));
		this.last = Math.max(Math.trunc(this.now()), highest + 1);
		return `${String(this.last).padStart(15, '0')}-${this.writer}`;
	}
}
