import { type Chunk, isChunk } from './chunk.ts';
import { errorFromStream, isErrorObject, isForeignObject, looksLikePage } from './errorBody.ts';
import { geminiError } from './errors.ts';
import { isRecord, parseJson } from './json.ts';
import { isPlainChunk } from './plainChunk.ts';
import { salvageChunk } from './salvage.ts';
import type { SseSink } from './sse.ts';
import type { EventMapper, WireEvent } from './toEvents.ts';

/** Enough to tell a page from a word. */
const MAX_NOISE = 1_000;

/** Event texts → events, collected until they are taken. Its methods throw GeminiErrors. */
export class ChunkReader implements SseSink {
	private readonly mapper: EventMapper;
	private readonly onWireEvent: ((data: string) => void) | undefined;
	private events: WireEvent[] = [];
	private hasAnswer: boolean = false;
	/** Objects of another API came before any answer. */
	private hasForeign: boolean = false;
	private noise = '';
	/** The noise is the beginning of a JSON document. */
	private isCut: boolean = false;

	constructor(mapper: EventMapper, onWireEvent: ((data: string) => void) | undefined) {
		this.mapper = mapper;
		this.onWireEvent = onWireEvent;
	}

	data(text: string, { isError, isLast }: Parameters<SseSink['data']>[1]): void {
		this.onWireEvent?.(text);
		const value = parseJson(text);
		if (isError) {
			throw errorFromStream(isErrorObject(value) ? value : { error: value ?? text });
		}
		if (value === undefined) {
			throw unreadable(isLast);
		}
		this.read(value);
	}

	bare(text: string): void {
		this.onWireEvent?.(text);
		const value = parseJson(text);
		if (isRecord(value) || Array.isArray(value)) {
			this.read(value);
		} else {
			this.noise ||= text.slice(0, MAX_NOISE);
			this.isCut ||= isCutDocument(text.trim());
		}
	}

	/** No chunk follows. */
	end(): void {
		this.mapper.end(this.events);
	}

	/** The stream broke. */
	abandon(): void {
		this.mapper.abandon(this.events);
	}

	/** The events since the last call. */
	take(): readonly WireEvent[] {
		const taken = this.events;
		this.events = [];
		return taken;
	}

	/** @throws GeminiError when the whole response held neither an answer nor a refusal. */
	refuseEmpty({
		status,
		contentType,
	}: {
		readonly status: number;
		readonly contentType: string;
	}): void {
		if (!this.hasAnswer) {
			if (this.isCut) {
				throw unreadable(true);
			}
			throw this.hasForeign
				? noModelResponse(status)
				: emptyResponse(this.noise, status, contentType);
		}
	}

	/** Without `alt=sse` an endpoint answers with an array of what would be events. */
	private read(value: unknown): void {
		for (const each of Array.isArray(value) ? value : [value]) {
			if (isErrorObject(each)) {
				throw errorFromStream(each);
			}
			this.hasForeign ||= !this.hasAnswer && isForeignObject(each);
			if (isPlainChunk(each)) {
				this.map(each, true);
			} else {
				this.map(isChunk(each) ? each : salvage(each, this.events), false);
			}
		}
	}

	private map(chunk: Chunk, isPlain: boolean): void {
		this.hasAnswer ||= Boolean(chunk.candidates?.length || chunk.promptFeedback?.blockReason);
		this.mapper.map(chunk, this.events, isPlain);
	}
}

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

function isCutDocument(text: string): boolean {
	return /^(\[\s*)?\{\s*"/.test(text) && !/[\]}]$/.test(text);
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
		: noModelResponse(status);
}

function noModelResponse(status: number) {
	return geminiError(
		'protocol',
		'The endpoint answered with something that is no model response.',
		{ status, code: 'NOT_AN_API' },
	);
}
