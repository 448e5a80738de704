import type { RequestTarget, WireHooks } from '../platform/engine.ts';

/** One event of the wire. */
export interface WireEvent {
	/** Milliseconds since the request. */
	readonly afterMs: number;
	/** As it came, but for long media. */
	readonly data: string;
}

/** One request of an answer and what came back. A retry is a request of its own. */
export interface WireExchange {
	readonly startedAt: number;
	/** The JSON body; shares its parts with the conversation. */
	readonly body: object;
	readonly events: readonly WireEvent[];
}

/** The requests of one answer. */
export interface WireRecord {
	readonly model: string;
	readonly target: RequestTarget | undefined;
	readonly exchanges: readonly WireExchange[];
	/** Events that came after the memory for them was used up. */
	readonly leftOut: number;
}

interface OpenRecord extends WireRecord {
	target: RequestTarget | undefined;
	readonly exchanges: (WireExchange & { readonly events: WireEvent[] })[];
	leftOut: number;
	size: number;
}

const MAX_TURNS = 20;
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Shorter events hold no media worth looking for. */
const MEDIA_EVENT = 4_096;
const MEDIA_OPENING = /"data"\s*:\s*"/g;
/** Characters of base64 that are worth leaving out. */
const MIN_MEDIA = 512;
const BASE64 = /^[\w+/=-]*$/;

/**
 * What went over the wire for the last answers of this window, for looking at: in memory only, without keys,
 * the oldest forgotten first.
 */
export class WireRecorder {
	private readonly now: () => number;
	private readonly records = new Map<string, OpenRecord>();
	private size = 0;

	constructor(now: () => number) {
		this.now = now;
	}

	of(turnId: string): WireRecord | undefined {
		return this.records.get(turnId);
	}

	/** Hooks for the engine that record one answer. */
	begin(turnId: string, model: string): WireHooks {
		const record: OpenRecord = { model, target: undefined, exchanges: [], leftOut: 0, size: 0 };
		this.forget(turnId);
		this.records.set(turnId, record);
		this.makeRoom(record);
		return {
			onTarget: target => {
				record.target = target;
			},
			onRequest: body => {
				record.exchanges.push({ startedAt: this.now(), body, events: [] });
			},
			onWireEvent: data => this.keep(record, data),
		};
	}

	private keep(record: OpenRecord, raw: string): void {
		const exchange = record.exchanges.at(-1);
		const data = raw.length < MEDIA_EVENT ? raw : withoutMedia(raw);
		if (exchange === undefined || record.size + data.length > MAX_CHARACTERS) {
			record.leftOut++;
			return;
		}
		exchange.events.push({ afterMs: this.now() - exchange.startedAt, data });
		record.size += data.length;
		this.size += data.length;
		this.makeRoom(record);
	}

	private makeRoom(newest: OpenRecord): void {
		for (const [turnId, record] of this.records) {
			if (this.records.size <= MAX_TURNS && this.size <= MAX_CHARACTERS) {
				return;
			}
			if (record !== newest) {
				this.forget(turnId);
			}
		}
	}

	private forget(turnId: string): void {
		this.size -= this.records.get(turnId)?.size ?? 0;
		this.records.delete(turnId);
	}
}

/**
 * Base64 in JSON, cut to a note of its length. A pattern that matched all of it would overflow the stack of
 * the pattern matcher: media have tens of megabytes.
 */
export function withoutMedia(json: string): string {
	const kept: string[] = [];
	let from = 0;
	for (const { 0: opening, index } of json.matchAll(MEDIA_OPENING)) {
		const start = index + opening.length;
		const end = json.indexOf('"', start);
		if (end - start >= MIN_MEDIA && BASE64.test(json.slice(start, start + MIN_MEDIA))) {
			kept.push(json.slice(from, start), `… ${end - start} characters of base64 …`);
			from = end;
		}
	}
	// A slice keeps all of what it was cut from in memory; a copy does not.
	return from === 0 ? json : JSON.parse(JSON.stringify([...kept, json.slice(from)].join('')));
}
