import type { ModelEvent } from '../shared/events.ts';
import { explainInvalidChunk, isChunk } from './chunk.ts';
import type { ClientOptions } from './clientOptions.ts';
import { operationUrl } from './endpoint.ts';
import { errorFromStream, isErrorObject } from './errorBody.ts';
import { geminiError } from './errors.ts';
import type { RequestBody } from './request.ts';
import { createSseDecoder } from './sse.ts';
import { createEventMapper, type EventMapper } from './toEvents.ts';
import { type Exchange, exchange } from './transport.ts';

/**
 * One request and its whole response, as batches of events.
 * @throws GeminiError; what was yielded before stays valid.
 */
export async function* openResponse(
	model: string,
	body: RequestBody,
	options: ClientOptions,
): AsyncGenerator<readonly ModelEvent[]> {
	options.onRequest?.(body);
	const isStream = options.mode !== 'unary';
	const opened = await exchange(
		operationUrl(options.endpoint, model, isStream ? 'streamGenerateContent' : 'generateContent'),
		options.endpoint,
		{
			method: 'POST',
			body: JSON.stringify(body),
			accept: isStream ? 'text/event-stream' : 'application/json',
		},
		options,
	);
	try {
		yield* isStream ? readStream(opened, options) : readUnary(opened, options);
	} finally {
		opened.close();
	}
}

async function* readStream(
	opened: Exchange,
	options: ClientOptions,
): AsyncGenerator<readonly ModelEvent[]> {
	const reader = createChunkReader(options);
	const decoder = createSseDecoder(reader);
	for await (const bytes of opened.reads()) {
		try {
			decoder.push(bytes);
		} catch (error) {
			// What the same read brought before the bad event is good.
			yield reader.take();
			throw error;
		}
		const batch = reader.take();
		if (batch.length > 0) {
			yield batch;
		}
	}
	let failure: unknown;
	try {
		decoder.end();
		reader.end();
	} catch (error) {
		failure = error;
	}
	yield reader.take();
	if (failure !== undefined) {
		throw failure;
	}
	refuseEmpty(reader, opened);
}

async function* readUnary(
	opened: Exchange,
	options: ClientOptions,
): AsyncGenerator<readonly ModelEvent[]> {
	const reader = createChunkReader(options);
	const text = await opened.text();
	if (text.trim() !== '') {
		reader.data(text);
	}
	reader.end();
	refuseEmpty(reader, opened);
	yield reader.take();
}

interface ChunkReader {
	data(text: string): void;
	bare(text: string): void;
	end(): void;
	/** The events since the last call. */
	take(): readonly ModelEvent[];
	readonly count: number;
}

function createChunkReader({ onWireEvent }: ClientOptions): ChunkReader {
	const mapper: EventMapper = createEventMapper();
	let events: ModelEvent[] = [];
	let count = 0;
	const read = (value: unknown) => {
		// Without `alt=sse` an endpoint answers with an array of what would be events.
		for (const each of Array.isArray(value) ? value : [value]) {
			if (isErrorObject(each)) {
				throw errorFromStream(each);
			}
			if (!isChunk(each)) {
				throw geminiError(
					'protocol',
					`The endpoint sent a response that does not fit (${explainInvalidChunk(each)}).`,
				);
			}
			count++;
			const mapped = mapper.map(each);
			if (events.length === 0) {
				events = mapped;
			} else {
				events.push(...mapped);
			}
		}
	};
	return {
		data(text) {
			onWireEvent?.(text);
			read(parseJson(text));
		},
		bare(text) {
			onWireEvent?.(text);
			const value = tryParse(text);
			if (value !== undefined) {
				read(value);
			}
		},
		end() {
			events.push(...mapper.end());
		},
		take() {
			const taken = events;
			events = [];
			return taken;
		},
		get count() {
			return count;
		},
	};
}

/** A 200 with nothing in it is a hiccup; a page of HTML means that the base URL leads elsewhere. */
function refuseEmpty(reader: ChunkReader, { response }: Exchange): void {
	if (reader.count > 0) {
		return;
	}
	if (/html/i.test(response.headers.get('content-type') ?? '')) {
		throw geminiError(
			'protocol',
			'The endpoint answered with a web page instead of a model response. Check the base URL.',
			{ status: response.status, code: 'NOT_AN_API' },
		);
	}
	throw geminiError('unavailable', 'The endpoint sent an empty response.', {
		status: response.status,
		code: 'EMPTY_RESPONSE',
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The parser's own error quotes the text, which belongs in no error.
		throw geminiError('protocol', 'The endpoint sent an event that is not valid JSON.');
	}
}

function tryParse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
