import { authHeaders, type Endpoint } from './endpoint.ts';
import { errorFromResponse } from './errorBody.ts';
import { geminiError, toErrorInfo } from './errors.ts';
import { fromFetchFailure } from './fetchFailure.ts';
import { withoutKey } from './hideKey.ts';
import { type Silence, watchSilence } from './silence.ts';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface TransportOptions {
	/** The host's global `fetch`, which VS Code patches for proxies and certificates; a fake in tests. */
	readonly fetch: Fetch;
	readonly signal: AbortSignal;
	/**
	 * Longest silence in milliseconds: before the headers and between two reads. Generous by default, because
	 * thinking models say nothing for minutes and some endpoints hold even the headers back until they speak.
	 * The time in which the consumer is busy does not count.
	 */
	readonly idleTimeoutMs: number;
	/** Milliseconds since the epoch; tests bring their own. */
	readonly now?: (() => number) | undefined;
}

/** A request under way. `close` ends it and its timers; reading it to the end does so too. */
export interface Exchange {
	readonly response: Response;
	/** Bytes as they come. Ends with the body; failures are GeminiErrors. */
	reads(): AsyncGenerator<Uint8Array>;
	/** The whole body, or its first `limit` characters. */
	text(limit?: number): Promise<string>;
	close(): void;
}

export interface RequestParts {
	readonly method: 'GET' | 'POST';
	readonly body?: string;
	readonly accept?: string;
}

/** Whole bodies, like single events, end here: 48 Mi characters. */
export const MAX_BODY_CHARACTERS = 48 * 1024 * 1024;

/** No error needs more words; a page that never ends must not be read for ever. */
const MAX_ERROR_CHARACTERS = 64 * 1024;

/**
 * Sends one request and checks the answer's status (docs/PROTOCOL.md §1, §10).
 * @throws GeminiError for a refusal, a redirect (the key must not travel on), silence, and network failures.
 */
export async function exchange(
	url: string,
	endpoint: Endpoint,
	init: RequestParts,
	options: TransportOptions,
): Promise<Exchange> {
	const headers = {
		...authHeaders(endpoint),
		...(init.body !== undefined && { 'content-type': 'application/json' }),
		accept: init.accept ?? 'application/json',
	};
	const silence = watchSilence(options);
	try {
		silence.signal.throwIfAborted();
		const response = await options.fetch(url, {
			method: init.method,
			headers,
			...(init.body !== undefined && { body: init.body }),
			signal: silence.signal,
			// undici keeps `x-goog-api-key` on a redirect to another host: never follow one.
			redirect: 'manual',
		});
		silence.pause();
		const opened = openExchange(response, silence);
		await refuseBadStatus(opened, url, options.now ?? Date.now);
		return opened;
	} catch (error) {
		const failure = withoutKey(fromFetchFailure(error, silence.signal), endpoint.apiKey);
		silence.close();
		throw failure;
	}
}

function openExchange(response: Response, silence: Silence): Exchange {
	const reads = () => readBody(response, silence);
	return {
		response,
		reads,
		async text(limit = MAX_BODY_CHARACTERS) {
			const decoder = new TextDecoder();
			let text = '';
			for await (const bytes of reads()) {
				text += decoder.decode(bytes, { stream: true });
				if (text.length >= limit) {
					return text.slice(0, limit);
				}
			}
			return text + decoder.decode();
		},
		close: () => silence.close(),
	};
}

async function* readBody(response: Response, silence: Silence): AsyncGenerator<Uint8Array> {
	const reader = response.body?.getReader();
	if (reader === undefined) {
		silence.close();
		return;
	}
	// Not every body is tied to the request's signal. What cancelling itself has to say is of no interest.
	const cancel = () => void reader.cancel().catch(() => undefined);
	silence.signal.addEventListener('abort', cancel, { once: true });
	try {
		for (;;) {
			silence.resume();
			const { done, value } = await reader.read();
			silence.pause();
			silence.signal.throwIfAborted();
			if (done) {
				return;
			}
			yield value;
		}
	} catch (error) {
		throw fromFetchFailure(error, silence.signal);
	} finally {
		silence.signal.removeEventListener('abort', cancel);
		cancel();
		silence.close();
	}
}

async function refuseBadStatus(opened: Exchange, url: string, now: () => number): Promise<void> {
	const { response } = opened;
	if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
		throw geminiError('protocol', redirectWords(response, url), {
			status: response.status,
			code: 'REDIRECT',
		});
	}
	if (!response.ok) {
		throw errorFromResponse(response.status, await errorText(opened), response.headers, now());
	}
}

/** A refusal whose words are lost on the way is still that refusal. */
async function errorText(opened: Exchange): Promise<string> {
	try {
		return await opened.text(MAX_ERROR_CHARACTERS);
	} catch (error) {
		if (toErrorInfo(error).kind === 'aborted') {
			throw error;
		}
		return '';
	}
}

function redirectWords(response: Response, url: string): string {
	const from = new URL(url).host;
	const location = response.headers.get('location');
	const to = location === null ? undefined : URL.parse(location, url)?.host;
	return to === undefined || to === from
		? `${from} redirects the request, which is not followed. Check the base URL.`
		: `${from} redirects to ${to}, which is not followed because the key belongs to ${from}. Check the base URL.`;
}
