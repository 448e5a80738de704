import type { Refusal } from './refusal.ts';
import type { WireChunk } from './wire.ts';

/** `sse` frames events; `array` writes one JSON array bit by bit; `single` writes the objects bare. */
export type BodyForm = 'sse' | 'array' | 'single';

/** What a body does, one step after the other. */
export type Step =
	/** A response object, framed as the route and the framing options say; paced. */
	| { readonly kind: 'event'; readonly data: WireChunk; readonly event?: string }
	/** Written as it is, between events. */
	| { readonly kind: 'raw'; readonly text: string }
	| { readonly kind: 'wait'; readonly ms: number }
	/** Nothing more comes, and the connection stays open. */
	| { readonly kind: 'hang' }
	/** The connection breaks. */
	| { readonly kind: 'reset' };

/** How events become bytes. The defaults are Google's: CRLF, nothing else. */
export interface Framing {
	readonly lineEnd: '\r\n' | '\n' | '\r';
	/** A `: PING` comment before every event. */
	readonly ping: boolean;
	/** `data: [DONE]` at the end. */
	readonly done: boolean;
	readonly bom: boolean;
	/** `false` leaves the last event without its blank line. */
	readonly finalBlankLine: boolean;
	/** Bytes a write; 0 writes an event at once. */
	readonly writeSize: number;
	/** Milliseconds after every write. */
	readonly writePause: number;
	/** Every write ends inside a character that takes several bytes, where there is one. */
	readonly splitUtf8: boolean;
}

export const GOOGLE_FRAMING: Framing = {
	lineEnd: '\r\n',
	ping: false,
	done: false,
	bom: false,
	finalBlankLine: true,
	writeSize: 0,
	writePause: 0,
	splitUtf8: false,
};

/** An answer before it is bytes. */
export interface Reply {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly steps: Iterable<Step>;
	/** Before the status line; `Infinity` never sends one. */
	readonly delayMs?: number;
	/** The connection breaks before the status line. */
	readonly resets?: boolean;
	readonly framing?: Partial<Framing>;
	/** Milliseconds between events instead of the model's pace. */
	readonly pace?: number;
}

/** A reply and how its body is written. */
export interface Routed {
	readonly reply: Reply;
	readonly form: BodyForm;
	readonly scenario?: string | undefined;
}

export function jsonReply(status: number, value: unknown): Reply {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=UTF-8' },
		steps: [{ kind: 'raw', text: `${JSON.stringify(value, null, 2)}\n` }],
	};
}

export function htmlReply(
	status: number,
	html: string,
	headers: Readonly<Record<string, string>> = {},
): Reply {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
		steps: [{ kind: 'raw', text: html }],
	};
}

export function events(chunks: Iterable<WireChunk>): Step[] {
	return Array.from(chunks, data => ({ kind: 'event', data }));
}

/** A refused stream keeps its content type, and its body is bare JSON; without `alt=sse` it is in an array. */
export function refusalReply({ status, body }: Refusal, form: BodyForm): Reply {
	const reply = jsonReply(status, form === 'array' ? [body] : body);
	return form === 'sse' ? { ...reply, headers: { 'content-type': 'text/event-stream' } } : reply;
}
