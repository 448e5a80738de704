import { createParser, ParseError } from 'eventsource-parser';
import { geminiError } from './errors.ts';

/** Images arrive as one event of many megabytes; beyond this many characters the stream is refused. */
export const MAX_EVENT_CHARACTERS = 48 * 1024 * 1024;

/** Collects what a piece of the stream completed: event data, and JSON that stood there without `data:`. */
export interface SseSink {
	data(text: string): void;
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
 * comments, several data lines, characters and line ends split between reads, a BOM, `[DONE]`.
 */
export function createSseDecoder(sink: SseSink): SseDecoder {
	const decoder = new TextDecoder();
	let bareLines: string[] = [];
	const flushBare = () => {
		if (bareLines.length > 0) {
			const text = bareLines.join('\n');
			bareLines = [];
			sink.bare(text);
		}
	};
	const parser = createParser({
		maxBufferSize: MAX_EVENT_CHARACTERS,
		onEvent: ({ data }) => {
			flushBare();
			if (data !== '' && data !== '[DONE]') {
				sink.data(data);
			}
		},
		onError: error => {
			if (error instanceof ParseError && error.type === 'max-buffer-size-exceeded') {
				throw geminiError('protocol', 'The endpoint sent an event of more than 48 MB.');
			}
			// By the standard a line without a known field name is ignored; here it may be an error object.
			if (error.line !== undefined) {
				bareLines.push(error.line);
			}
		},
	});
	return {
		push(bytes) {
			parser.feed(decoder.decode(bytes, { stream: true }));
		},
		end() {
			parser.feed(`${decoder.decode()}\n\n`);
			flushBare();
		},
	};
}
