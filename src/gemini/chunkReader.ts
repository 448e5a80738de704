import { type Chunk, isChunk } from './chunk.ts';
import { errorFromStream, isErrorObject, looksLikePage } from './errorBody.ts';
import { geminiError } from './errors.ts';
import { isRecord, parseJson } from './json.ts';
import { salvageChunk } from './salvage.ts';
import type { SseSink } from './sse.ts';
import type { EventMapper, WireEvent } from './toEvents.ts';

/** Event texts → events, collected until they are taken. */
export interface ChunkReader extends SseSink {
	/** Tells the mapper that no chunk follows. */
	end(): void;
	/** Tells the mapper that the stream broke. */
	abandon(): void;
	/** The events since the last call. */
	take(): readonly WireEvent[];
	/** @throws GeminiError when the whole response held neither an answer nor a refusal. */
	refuseEmpty(facts: { readonly status: number; readonly contentType: string }): void;
}

export function createChunkReader(
	mapper: EventMapper,
	onWireEvent: ((data: string) => void) | undefined,
): ChunkReader {
	let events: WireEvent[] = [];
	let hasAnswer = false;
	let noise = '';

	const readChunk = (value: unknown) => {
		if (isErrorObject(value)) {
			throw errorFromStream(value);
		}
		const chunk = isChunk(value) ? value : salvage(value, events);
		hasAnswer ||= Boolean(chunk.candidates?.length || chunk.promptFeedback?.blockReason);
		mapper.map(chunk, events);
	};
	const read = (value: unknown) => {
		// Without `alt=sse` an endpoint answers with an array of what would be events.
		if (Array.isArray(value)) {
			value.forEach(readChunk);
		} else {
			readChunk(value);
		}
	};

	return {
		data(text, { isError, isLast }) {
			onWireEvent?.(text);
			const value = parseJson(text);
			if (isError) {
				throw errorFromStream(isErrorObject(value) ? value : { error: value ?? text });
			}
			if (value === undefined) {
				throw unreadable(isLast);
			}
			read(value);
		},
		bare(text) {
			onWireEvent?.(text);
			const value = parseJson(text);
			if (isRecord(value) || Array.isArray(value)) {
				read(value);
			} else {
				noise ||= text.slice(0, MAX_NOISE);
			}
		},
		end() {
			mapper.end(events);
		},
		abandon() {
			mapper.abandon(events);
		},
		take() {
			const taken = events;
			events = [];
			return taken;
		},
		refuseEmpty({ status, contentType }) {
			if (!hasAnswer) {
				throw emptyResponse(noise, status, contentType);
			}
		},
	};
}

/** Enough to tell a page from a word. */
const MAX_NOISE = 1_000;

/** The chunk without what cannot be read, with a warning for each such field. */
function salvage(value: unknown, events: WireEvent[]): Chunk {
	const salvaged = isRecord(value) ? salvageChunk(value) : undefined;
	if (salvaged === undefined) {
		throw geminiError('protocol', 'The endpoint sent an event that is no model response.', {
			code: 'INVALID_EVENT',
		});
	}
	for (const place of salvaged.dropped) {
		const message = `The endpoint sent a field that could not be read (${place}).`;
		events.push({ type: 'warning', code: 'unreadableField', message });
	}
	return salvaged.chunk;
}

/** An event that is cut in the middle by the end of the stream tells of a connection that broke. */
function unreadable(isLast: boolean) {
	return isLast
		? geminiError('network', 'The connection closed in the middle of an event.', {
				code: 'CUT_OFF',
				retryable: true,
			})
		: geminiError('protocol', 'The endpoint sent an event that is not valid JSON.', {
				code: 'INVALID_EVENT',
			});
}

/** A 200 with nothing in it is a hiccup; a web page means that the base URL leads elsewhere. */
function emptyResponse(noise: string, status: number, contentType: string) {
	if (/\bhtml\b/i.test(contentType) || looksLikePage(noise)) {
		return geminiError(
			'protocol',
			'The endpoint answered with a web page instead of a model response. Check the base URL.',
			{ status, code: 'NOT_AN_API' },
		);
	}
	return noise.trim() === ''
		? geminiError('unavailable', 'The endpoint sent an empty response.', {
				status,
				code: 'EMPTY_RESPONSE',
			})
		: geminiError('protocol', 'The endpoint answered with something that is no model response.', {
				status,
				code: 'NOT_AN_API',
			});
}
