import { ChunkReader } from './chunkReader.ts';
import type { ClientOptions } from './clientOptions.ts';
import { operationUrl } from './endpoint.ts';
import { GeminiError } from './errors.ts';
import { hideKey, withoutKey } from './hideKey.ts';
import { toJson } from './json.ts';
import type { RequestBody } from './request.ts';
import { createSseDecoder } from './sse.ts';
import type { EventMapper, WireEvent } from './toEvents.ts';
import { type Exchange, exchange } from './transport.ts';

/**
 * One request and its whole response, as batches of events: one a network read, because an async step for
 * each event would cost more than its parsing.
 * @throws GeminiError; what was yielded before stays valid.
 */
export async function* openResponse(
	request: { readonly model: string; readonly body: RequestBody },
	mapper: EventMapper,
	options: ClientOptions,
): AsyncGenerator<readonly WireEvent[]> {
	const { endpoint } = options;
	options.onRequest?.(request.body);
	const isStream = options.mode !== 'unary';
	const operator = isStream ? 'streamGenerateContent' : 'generateContent';
	const opened = await exchange(
		operationUrl(endpoint, request.model, operator),
		endpoint,
		{
			method: 'POST',
			body: toJson(request.body),
			accept: isStream ? 'text/event-stream' : 'application/json',
		},
		options,
	);
	try {
		const tier = opened.response.headers.get('x-gemini-service-tier');
		if (tier !== null) {
			yield mapper.tier(tier);
		}
		yield* isStream ? readStream(opened, mapper, options) : readUnary(opened, mapper, options);
	} catch (error) {
		throw error instanceof GeminiError ? withoutKey(error, endpoint.apiKey) : error;
	} finally {
		opened.close();
	}
}

async function* readStream(
	opened: Exchange,
	mapper: EventMapper,
	options: ClientOptions,
): AsyncGenerator<readonly WireEvent[]> {
	const reader = new ChunkReader(mapper, wireListener(options));
	const decoder = createSseDecoder(reader);
	try {
		for await (const bytes of opened.reads()) {
			decoder.push(bytes);
			const batch = reader.take();
			if (batch.length > 0) {
				yield batch;
			}
		}
		decoder.end();
	} catch (error) {
		// What the same read brought before the failure is good.
		reader.abandon();
		yield reader.take();
		throw error;
	}
	reader.end();
	yield reader.take();
	reader.refuseEmpty(factsOf(opened));
}

async function* readUnary(
	opened: Exchange,
	mapper: EventMapper,
	options: ClientOptions,
): AsyncGenerator<readonly WireEvent[]> {
	const reader = new ChunkReader(mapper, wireListener(options));
	reader.bare(await opened.text());
	reader.end();
	yield reader.take();
	reader.refuseEmpty(factsOf(opened));
}

/** An endpoint that quotes the key must not bring it into the inspector. */
function wireListener({ onWireEvent, endpoint }: ClientOptions) {
	return onWireEvent && ((data: string) => onWireEvent(hideKey(data, endpoint.apiKey)));
}

function factsOf({ response }: Exchange) {
	return { status: response.status, contentType: response.headers.get('content-type') ?? '' };
}
