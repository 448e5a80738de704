import { gzipSync } from 'node:zlib';
import type { Behaviour } from './faultServer.ts';

const SSE = { 'content-type': 'text/event-stream' };

export const frame = (...chunks: readonly object[]) =>
	chunks.map(chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');

/** Good for every door: text, and JSON of the schema that is asked for. */
const BEGIN = '{"words":"so f';
const REST = 'ar"}';

const say = (text: string, extra: object = {}) => ({
	candidates: [{ content: { role: 'model', parts: [{ text }] }, ...extra }],
});

export const first = frame(say(BEGIN));
export const last = frame(say(REST, { finishReason: 'STOP' }));

/** What has arrived when only the first half came. */
export const HALF = BEGIN;
export const WHOLE = BEGIN + REST;

export const whole: Behaviour = (_request, response) => {
	response.writeHead(200, SSE).end(first + last);
};

/** A good beginning, and then something. */
export function halfAnd(then: Behaviour): Behaviour {
	return (request, response) => {
		response.writeHead(200, SSE);
		response.write(first, () => setTimeout(() => then(request, response), 15));
	};
}

export const reset: Behaviour = (_request, response) => {
	response.socket?.resetAndDestroy();
};

export const hangUp: Behaviour = (_request, response) => {
	response.socket?.destroy();
};

export const silence: Behaviour = () => undefined;

export const silentHead: Behaviour = (_request, response) => {
	response.writeHead(200, SSE).flushHeaders();
};

export const drip: Behaviour = (_request, response) => {
	const bytes = Buffer.from(first + last);
	response.writeHead(200, SSE);
	response.socket?.setNoDelay(true);
	let at = 0;
	const next = () => {
		if (at >= bytes.length) {
			response.end();
			return;
		}
		response.write(bytes.subarray(at, at + 9), () => setTimeout(next, 2));
		at += 9;
	};
	next();
};

export function end(text: string): Behaviour {
	return (_request, response) => response.end(text);
}

export function answer(
	status: number,
	body: string | Buffer = '',
	headers: Readonly<Record<string, string>> = {},
): Behaviour {
	return (_request, response) => {
		response.writeHead(status, headers).end(body);
	};
}

export const html = (status: number, title: string) =>
	answer(status, `<!doctype html><title>${title}</title><p>Sorry.</p>`, {
		'content-type': 'text/html',
	});

export function google(status: number, word: string, message: string, details: object[] = []) {
	return answer(
		status,
		JSON.stringify({ error: { code: status, status: word, message, details } }, undefined, 2),
		{ 'content-type': 'text/event-stream' },
	);
}

export const gateway = (status: number, message: string, code: string | number = '') =>
	answer(status, JSON.stringify({ error: { message, type: 'comet_api_error', param: '', code } }), {
		'content-type': 'application/json',
	});

export const redirect = (status: number, location: string) => answer(status, '', { location });

const zipped = gzipSync(first + last);

export const gzip = answer(200, zipped, { ...SSE, 'content-encoding': 'gzip' });
export const cutGzip = answer(200, zipped.subarray(0, 20), { ...SSE, 'content-encoding': 'gzip' });
export const falseGzip = answer(200, first + last, { ...SSE, 'content-encoding': 'gzip' });

/** Promises more than it sends. */
export const shortBody: Behaviour = (_request, response) => {
	response.writeHead(200, { ...SSE, 'content-length': '9999' });
	response.write(first, () => setTimeout(() => response.socket?.destroy(), 15));
};

export const hugeHead: Behaviour = answer(200, '', { ...SSE, 'x-long': 'x'.repeat(100_000) });

/** Other behaviours in turn, the last one for ever. */
export function inTurn(...behaviours: readonly Behaviour[]): Behaviour {
	let count = 0;
	return (request, response) => {
		behaviours[Math.min(count++, behaviours.length - 1)]?.(request, response);
	};
}
