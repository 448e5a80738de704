import sinon from 'sinon';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import type { ClientOptions } from '../../../src/gemini/clientOptions.ts';
import type { Endpoint } from '../../../src/gemini/endpoint.ts';
import type { Fetch } from '../../../src/gemini/transport.ts';

export interface SentRequest {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly signal: AbortSignal;
}

/** One answer: made when its turn comes, so that it may look at the request. */
export type Answer = (request: SentRequest) => Response | Promise<Response>;

/** A `fetch` that plays the answers in turn (the last one for ever) and remembers what was sent. */
export function fakeFetch(...answers: readonly Answer[]): { fetch: Fetch; sent: SentRequest[] } {
	const sent: SentRequest[] = [];
	return {
		sent,
		async fetch(url, { method = 'GET', headers, body, signal }) {
			if (!(signal instanceof AbortSignal)) {
				throw new Error('Every request carries a signal.');
			}
			const request: SentRequest = {
				url,
				method,
				headers: Object.fromEntries(new Headers(headers)),
				body: typeof body === 'string' ? JSON.parse(body) : undefined,
				signal,
			};
			sent.push(request);
			const answer = answers[Math.min(sent.length, answers.length) - 1];
			if (answer === undefined) {
				throw new Error('No answer was prepared.');
			}
			return answer(request);
		},
	};
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
	return () =>
		new Response(JSON.stringify(value), {
			status,
			headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
		});
}

export function text(body: string, status = 200, headers: Record<string, string> = {}): Answer {
	return () => new Response(body, { status, headers });
}

/** Chunks as Google frames them: one `data:` line each, CRLF. */
export function sse(...chunks: readonly unknown[]): Answer {
	return text(frame(...chunks), 200, { 'content-type': 'text/event-stream' });
}

export function frame(...chunks: readonly unknown[]): string {
	return chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');
}

/** The given reads and then the end, an error, or (with `hang`) nothing until the request is aborted. */
export function reads(
	pieces: readonly (string | Uint8Array)[],
	ending: 'end' | 'hang' | Error = 'end',
): Answer {
	return ({ signal }) => new Response(streamOf(pieces, ending, signal), { status: 200 });
}

function streamOf(
	pieces: readonly (string | Uint8Array)[],
	ending: 'end' | 'hang' | Error,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	const queue = pieces.map(piece =>
		typeof piece === 'string' ? new TextEncoder().encode(piece) : piece,
	);
	return new ReadableStream<Uint8Array>({
		start(controller) {
			signal.addEventListener('abort', () => controller.error(signal.reason), { once: true });
		},
		pull(controller) {
			const next = queue.shift();
			if (next !== undefined) {
				controller.enqueue(next);
			} else if (ending === 'end') {
				controller.close();
			} else if (ending !== 'hang') {
				controller.error(ending);
			}
		},
	});
}

/** What `fetch` throws when the socket dies. */
export function networkFailure(code: string, message = 'it broke'): TypeError {
	return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

export const ENDPOINT: Endpoint = {
	baseUrl: 'https://gateway.example',
	authHeader: 'x-goog-api-key',
	apiKey: 'sk-test-0123456789',
};

/** Client options that need no clock: waits are over at once and are written down. */
export function clientOptions(
	answers: readonly Answer[],
	overrides: Partial<ClientOptions> = {},
): ClientOptions & { readonly sent: SentRequest[]; readonly waits: number[] } {
	const { fetch, sent } = fakeFetch(...answers);
	const waits: number[] = [];
	return {
		endpoint: ENDPOINT,
		fetch,
		signal: new AbortController().signal,
		idleTimeoutMs: 60_000,
		maxRetries: 4,
		memory: createAdjustmentMemory(),
		random: () => 0,
		sleep: async ms => {
			waits.push(ms);
		},
		...overrides,
		sent,
		waits,
	};
}

/** A clock that stands still but for its ticks; streams and promises go on as ever. */
export function fakeClock(): sinon.SinonFakeTimers {
	return sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
}
