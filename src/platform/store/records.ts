import * as z from 'zod';
import type { ModelTurn, Turn } from '../../shared/conversation.ts';
import { modelTurnSchema, turnSchema } from './turnSchema.ts';

/**
 * To be raised when an older reader would misunderstand a file. New optional fields need no new version:
 * older readers keep or skip them.
 */
const VERSION = 1;

/** The small file beside a conversation's turns. */
export interface Meta {
	readonly id: string;
	readonly title: string;
	readonly workspace?: string | undefined;
	readonly createdAt: number;
	readonly updatedAt: number;
	readonly pinned: boolean;
	readonly turnCount: number;
	/** It is in the trash since then. */
	readonly deletedAt?: number | undefined;
}

/** File names and what the files hold. */
export interface MetaIndex {
	readonly metas: readonly (readonly [string, Meta])[];
}

/** Where a turn stands: after which other, and a number that grows along the conversation. */
export interface Place {
	readonly place: number;
	readonly after?: string | undefined;
}

/** Bytes that stand in a file of their own; in the part, their `data` is empty. */
export interface MediaReference {
	/** Index of the part, and of the part within its function response. */
	readonly part: number;
	readonly nested?: number | undefined;
	readonly file: string;
}

export interface TurnRecord extends Place {
	readonly turn: Turn;
	readonly media: readonly MediaReference[];
}

/**
 * What came of a turn in flight since the record before: `turn.parts` replace those from `at` on, except
 * for the first `offset` UTF-16 units of the text at `at`, which stay.
 */
export interface LiveRecord extends TurnRecord {
	readonly turn: ModelTurn;
	readonly at: number;
	readonly offset: number;
}

const index = z.number().int().nonnegative();
const turnFields = {
	place: z.number(),
	after: z.string().optional(),
	turn: turnSchema,
	media: z.array(z.object({ part: index, nested: index.optional(), file: z.string() })),
};

export const metaRecord = z.custom<Meta>(isMeta);
export const turnRecord: z.ZodType<TurnRecord> = z.object(turnFields);
export const liveRecord: z.ZodType<LiveRecord> = z.object({
	...turnFields,
	turn: modelTurnSchema,
	at: index,
	offset: index,
});
export const indexRecord = z.custom<MetaIndex>(isMetaIndex);

export function encodeRecord(record: object): string {
	return JSON.stringify({ version: VERSION, ...record });
}

export type Decoded<T> =
	| { readonly state: 'ok'; readonly value: T }
	| { readonly state: 'newer' }
	| { readonly state: 'damaged'; readonly reason: string };

export function decodeRecord<T>(bytes: Uint8Array, schema: z.ZodType<T>): Decoded<T> {
	const json = parseJson(bytes);
	const version = isObject(json) ? json['version'] : undefined;
	if (typeof version !== 'number') {
		return { state: 'damaged', reason: json === undefined ? 'not JSON' : 'no version' };
	}
	if (version > VERSION) {
		return { state: 'newer' };
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) {
		return { state: 'ok', value: parsed.data };
	}
	const path = parsed.error.issues[0]?.path.join('.') ?? '';
	return { state: 'damaged', reason: `unexpected ${path}` };
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		// Whatever is wrong with it, the caller sets it aside.
		return undefined;
	}
}

/** By hand, because a list has ten thousand of them and must not be copied to be checked. */
function isMeta(value: unknown): value is Meta {
	return (
		isObject(value) &&
		typeof value['id'] === 'string' &&
		typeof value['title'] === 'string' &&
		['string', 'undefined'].includes(typeof value['workspace']) &&
		typeof value['createdAt'] === 'number' &&
		typeof value['updatedAt'] === 'number' &&
		typeof value['pinned'] === 'boolean' &&
		typeof value['turnCount'] === 'number' &&
		['number', 'undefined'].includes(typeof value['deletedAt'])
	);
}

function isMetaIndex(value: unknown): value is MetaIndex {
	return (
		isObject(value) &&
		Array.isArray(value['metas']) &&
		value['metas'].every(
			(entry: unknown) => Array.isArray(entry) && typeof entry[0] === 'string' && isMeta(entry[1]),
		)
	);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
