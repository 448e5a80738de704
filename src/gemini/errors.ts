import type { ErrorInfo, ErrorKind } from '../shared/errorInfo.ts';

/**
 * The one error of the engine. What failed is in `info` (plain data that may be shown, stored and sent to
 * the webview); no prompt, key or response body is ever on it.
 */
export class GeminiError extends Error {
	readonly info: ErrorInfo;

	constructor(info: ErrorInfo, options?: ErrorOptions) {
		super(info.message, options);
		this.name = 'GeminiError';
		this.info = info;
	}

	get kind(): ErrorKind {
		return this.info.kind;
	}
}

/** A failure on our side of the wire, without a status. */
export function geminiError(
	kind: ErrorKind,
	message: string,
	extra: Partial<ErrorInfo> & { readonly cause?: unknown } = {},
): GeminiError {
	const { cause, ...info } = extra;
	return new GeminiError(
		{ retryable: kind === 'unavailable', ...info, kind, message },
		cause === undefined ? undefined : { cause },
	);
}

export function abortedError(): GeminiError {
	return geminiError('aborted', 'Stopped.');
}

/** The code of what is no failure of the endpoint but of this program. */
export const INTERNAL_ERROR = 'INTERNAL_ERROR';

/** Whatever was thrown, as an {@link ErrorInfo}: for doors that must not throw further. */
export function toErrorInfo(error: unknown): ErrorInfo {
	if (error instanceof GeminiError) {
		return error.info;
	}
	const message = error instanceof Error ? error.message : String(error);
	return { kind: 'protocol', message, code: INTERNAL_ERROR, retryable: false };
}

/** Some endpoints quote the key that they refuse: such an error is made anew without it. */
export function withoutKey(error: GeminiError, apiKey: string | undefined): GeminiError {
	const { info } = error;
	const message = hideKey(info.message, apiKey);
	const code = info.code && hideKey(info.code, apiKey);
	const requestId = isPieceOf(apiKey, info.requestId) ? undefined : info.requestId;
	return message === info.message && code === info.code && requestId === info.requestId
		? error
		: new GeminiError({ ...info, message, code, requestId });
}

/** What was found in a message as an id may be a part of the key that the message quotes. */
function isPieceOf(apiKey: string | undefined, id: string | undefined): boolean {
	return apiKey !== undefined && id !== undefined && (apiKey.includes(id) || id.includes(apiKey));
}

/** No key is shorter than this; a shorter one would be found in words that are none. */
const SHORTEST_KEY = 8;

/** What an endpoint said, without the key that it was sent; also where the text is JSON. */
export function hideKey(text: string, apiKey: string | undefined): string {
	const key = apiKey?.trim() ?? '';
	if (key.length < SHORTEST_KEY) {
		return text;
	}
	return text.replaceAll(key, '••••').replaceAll(JSON.stringify(key).slice(1, -1), '••••');
}

/**
 * Tells an abort, a time-out, DNS, TLS and socket failures of `fetch` (and of reading its body) apart
 * (docs/PROTOCOL.md §10). undici puts the system's reason on `cause`, sometimes one level deeper.
 */
export function fromFetchFailure(error: unknown, signal: AbortSignal): GeminiError {
	if (error instanceof GeminiError) {
		return error;
	}
	if (signal.aborted) {
		return signal.reason instanceof GeminiError ? signal.reason : abortedError();
	}
	const { code, message } = rootCause(error);
	if (code === undefined) {
		return geminiError('network', message, { cause: error, retryable: true });
	}
	if (/TIMEOUT|TIMEDOUT/.test(code)) {
		return geminiError('timeout', `The endpoint did not answer in time (${code}).`, {
			code,
			cause: error,
			retryable: true,
		});
	}
	return geminiError('network', `${message} (${code})`, {
		code,
		cause: error,
		retryable: !LASTING_FAILURES.test(code),
	});
}

/** A name that does not exist or a certificate that is not trusted will be no better in a second. */
const LASTING_FAILURES =
	/^(ENOTFOUND|EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

/** OpenSSL's own words stand between numbers and file names, and Node gives advice on its command line. */
function readable(message: string): string {
	return message
		.replace(/^[\dA-F]+:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):[\s\S]*$/, '$1')
		.replace(/; if the root CA is installed locally,[\s\S]*$/, '');
}

function rootCause(error: unknown): { message: string; code: string | undefined } {
	let current = error;
	let message = 'Network request failed.';
	let code: string | undefined;
	for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
		message = readable(current.message) || message;
		const own: unknown = Reflect.get(current, 'code');
		code = typeof own === 'string' ? own : code;
		current = current instanceof AggregateError ? current.errors[0] : current.cause;
	}
	return { message, code };
}
