import { authHeaders, type Endpoint } from './endpoint.ts';
import { errorFromResponse } from './errorBody.ts';
import { abortedError, fromFetchFailure, geminiError } from './errors.ts';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface TransportOptions {
	/** The host's global `fetch`, which VS Code patches for proxies and certificates; a fake in tests. */
	readonly fetch: Fetch;
	readonly signal: AbortSignal;
	/**
	 * Longest silence in milliseconds: before the headers and between two reads. Generous by default, because
	 * thinking models say nothing for minutes and some endpoints hold even the headers back until they speak.
	 */
	readonly idleTimeoutMs: number;
	/** Milliseconds since the epoch; tests bring their own. */
	readonly now?: (() => number) | undefined;
}

/** A request under way. Reading resets the idle clock; `close` ends the request and its timers. */
export interface Exchange {
	readonly response: Response;
	/** Bytes as they come. Ends with the body; failures are GeminiErrors. */
	reads(): AsyncGenerator<Uint8Array>;
	/** The whole body. */
	text(): Promise<string>;
	close(): void;
}

/**
 * Sends one request and checks the answer's status.
 * @throws GeminiError for a refusal, a redirect (the key must not travel on), silence, and network failures.
 */
export async function exchange(
	url: string,
	endpoint: Endpoint,
	init: { readonly method: 'GET' | 'POST'; readonly body?: string; readonly accept?: string },
	options: TransportOptions,
): Promise<Exchange> {
	const silence = watchSilence(options);
	try {
		const response = await options.fetch(url, {
			method: init.method,
			headers: {
				...authHeaders(endpoint),
				...(init.body !== undefined && { 'content-type': 'application/json' }),
				accept: init.accept ?? 'application/json',
			},
			...(init.body !== undefined && { body: init.body }),
			signal: silence.signal,
			// undici keeps `x-goog-api-key` on a redirect to another host: never follow one.
			redirect: 'manual',
		});
		silence.heard();
		const opened = openExchange(response, silence);
		await refuseBadStatus(opened, url, options.now ?? Date.now);
		return opened;
	} catch (error) {
		silence.close();
		throw fromFetchFailure(error, silence.signal);
	}
}

interface Silence {
	readonly signal: AbortSignal;
	heard(): void;
	/** Ends the clock, and the request if it still runs. */
	close(): void;
}

/** One abort signal for the caller's cancel, silence, and our own leaving. */
function watchSilence({ signal, idleTimeoutMs }: TransportOptions): Silence {
	const controller = new AbortController();
	const onAbort = () => controller.abort(abortedError());
	const onSilence = () => {
		const seconds = Math.round(idleTimeoutMs / 1_000);
		controller.abort(
			geminiError('timeout', `The endpoint was silent for ${seconds} seconds.`, {
				retryable: true,
			}),
		);
	};
	let timer = setTimeout(onSilence, idleTimeoutMs);
	let last = performance.now();
	if (signal.aborted) {
		onAbort();
	}
	signal.addEventListener('abort', onAbort, { once: true });
	return {
		signal: controller.signal,
		heard() {
			// A busy stream reads thousands of times a second: one timer a second is exact enough.
			const now = performance.now();
			if (now - last >= Math.min(1_000, idleTimeoutMs / 4)) {
				last = now;
				clearTimeout(timer);
				timer = setTimeout(onSilence, idleTimeoutMs);
			}
		},
		close() {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
			controller.abort(abortedError());
		},
	};
}

function openExchange(response: Response, silence: Silence): Exchange {
	async function* reads(): AsyncGenerator<Uint8Array> {
		const reader = response.body?.getReader();
		try {
			while (reader !== undefined) {
				const { done, value } = await reader.read();
				if (done) {
					return;
				}
				silence.heard();
				yield value;
			}
		} catch (error) {
			throw fromFetchFailure(error, silence.signal);
		} finally {
			silence.close();
		}
	}
	return {
		response,
		reads,
		async text() {
			const decoder = new TextDecoder();
			let text = '';
			for await (const bytes of reads()) {
				text += decoder.decode(bytes, { stream: true });
			}
			return text + decoder.decode();
		},
		close: () => silence.close(),
	};
}

async function refuseBadStatus(opened: Exchange, url: string, now: () => number): Promise<void> {
	const { response } = opened;
	if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
		throw geminiError('protocol', `${redirectWords(response, url)} Check the base URL.`, {
			status: response.status,
			code: 'REDIRECT',
		});
	}
	if (!response.ok) {
		throw errorFromResponse(response.status, await opened.text(), response.headers, now());
	}
}

function redirectWords(response: Response, url: string): string {
	const from = new URL(url).host;
	const location = response.headers.get('location');
	const to = location === null ? undefined : URL.parse(location, url)?.host;
	return to === undefined || to === from
		? `${from} redirects the request, which is not followed.`
		: `${from} redirects to ${to}, which is not followed because the key belongs to ${from}.`;
}
