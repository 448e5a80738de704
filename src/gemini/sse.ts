import { createParser } from 'eventsource-parser';
import { geminiError } from './errors.ts';
import { beginsArray, createArraySplitter } from './jsonArray.ts';

/** Images arrive as one event of many megabytes; beyond this many characters the stream is refused. */
export const MAX_EVENT_CHARACTERS = 48 * 1024 * 1024;

/** Takes what a piece of the stream completed: event data, and text that stood there without `data:`. */
export interface SseSink {
	/** `isError`: the event called itself one. `isLast`: the stream ended before the event's blank line. */
	data(text: string, facts: { readonly isError: boolean; readonly isLast: boolean }): void;
	/** Gateways and Google end a broken stream with a bare, pretty-printed error object. */
	bare(text: string): void;
}

export interface SseDecoder {
	/** @throws GeminiError `protocol` when one event exceeds {@link MAX_EVENT_CHARACTERS}. */
	push(bytes: Uint8Array): void;
	/** Flushes a last event that lacks its blank line. */
	end(): void;
}

/**
 * Bytes → the data of server-sent events, whatever the framing (docs/PROTOCOL.md §7): CRLF, LF or CR,
 * comments, several data lines, characters and line ends split between reads, a BOM, `[DONE]`. A JSON array
 * in place of a stream is handed on element by element.
 */
export function createSseDecoder(sink: SseSink): SseDecoder {
	const decoder = new TextDecoder();
	const bare = collectBareText(sink);
	let isLast = false;
	const parser = createParser({
		maxBufferSize: MAX_EVENT_CHARACTERS,
		onEvent({ data, event }) {
			bare.flush();
			if (!saysNothing(data)) {
				sink.data(data, { isError: event === 'error', isLast });
			}
		},
		onError({ type, line }) {
			if (type === 'max-buffer-size-exceeded') {
				throw tooLarge();
			}
			// By the standard a line without a known field name is ignored; here it may be an error object.
			if (type === 'unknown-field' && line !== undefined) {
				bare.add(line);
			}
		},
	});
	const lines = splitAtLineEnds(text => parser.feed(text));
	const array = createArraySplitter(
		{ element: sink.bare.bind(sink), rest: lines, tooLong: throwTooLarge },
		MAX_EVENT_CHARACTERS,
	);
	let head = '';
	let feed = (text: string) => {
		head = `${head}${text}`.trimStart();
		const isArray = beginsArray(head);
		if (isArray !== undefined) {
			feed = isArray ? array.push : lines;
			feed(head);
			head = '';
		}
	};
	return {
		push(bytes) {
			feed(decoder.decode(bytes, { stream: true }));
		},
		end() {
			isLast = true;
			feed(decoder.decode());
			const cut = array.end();
			if (cut !== '') {
				sink.data(cut, { isError: false, isLast });
			}
			lines(`${head}\n\n`);
			bare.flush();
		},
	};
}

/** Some gateways put white space around `[DONE]`. What is longer than that is a chunk and is not searched. */
function saysNothing(data: string): boolean {
	return data.length < 16 && /^\s*(\[DONE\])?\s*$/.test(data);
}

/**
 * Hands text on up to its last line end and keeps the rest: the parser forgets the beginning of a line that
 * it does not know, and an error object is made of such lines. Pieces of a long line are joined once.
 */
function splitAtLineEnds(write: (lines: string) => void): (text: string) => void {
	let pieces: string[] = [];
	let length = 0;
	return text => {
		const end = afterLastLineEnd(text);
		if (end > 0) {
			pieces.push(text.slice(0, end));
			const whole = pieces.join('');
			pieces = [];
			length = 0;
			write(whole);
		}
		if (end < text.length) {
			pieces.push(end === 0 ? text : text.slice(end));
			length += text.length - end;
			if (length > MAX_EVENT_CHARACTERS) {
				throw tooLarge();
			}
		}
	};
}

function afterLastLineEnd(text: string): number {
	const lf = text.lastIndexOf('\n');
	return text.indexOf('\r', lf + 1) < 0 ? lf + 1 : text.lastIndexOf('\r') + 1;
}

/** Joins bare lines until they are a whole document, the next event comes, or the stream ends. */
function collectBareText(sink: SseSink) {
	let lines: string[] = [];
	let length = 0;
	const flush = () => {
		if (lines.length > 0) {
			const text = lines.join('\n');
			lines = [];
			length = 0;
			sink.bare(text);
		}
	};
	return {
		flush,
		add(line: string) {
			lines.push(line);
			length += line.length;
			if (length > MAX_EVENT_CHARACTERS) {
				throw tooLarge();
			}
			// A pretty-printed object ends with the one brace that is not indented.
			const first = lines[0] ?? '';
			if (first.startsWith('{') && (lines.length === 1 ? /}\s*$/ : /^}/).test(line)) {
				flush();
			}
		},
	};
}

function throwTooLarge(): never {
	throw tooLarge();
}

function tooLarge() {
	return geminiError('protocol', 'The endpoint sent an event of more than 48 MB.', {
		code: 'EVENT_TOO_LARGE',
	});
}
