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

/** Whatever was thrown, as an {@link ErrorInfo}: for doors that must not throw further. */
export function toErrorInfo(error: unknown): ErrorInfo {
	if (error instanceof GeminiError) {
		return error.info;
	}
	const message = error instanceof Error ? error.message : String(error);
	return { kind: 'protocol', message, retryable: false };
}

/**
 * Tells an abort, a time-out, DNS, TLS and socket failures of `fetch` (and of reading its body) apart.
 * undici puts the system's reason on `cause`, sometimes one level deeper.
 */
export function fromFetchFailure(error: unknown, signal: AbortSignal): GeminiError {
	if (error instanceof GeminiError) {
		return error;
	}
	if (signal.aborted) {
		return signal.reason instanceof GeminiError ? signal.reason : abortedError();
	}
	const cause = rootCause(error);
	const code = cause.code;
	if (code !== undefined && /TIMEOUT|ETIMEDOUT/.test(code)) {
		return geminiError('timeout', `The endpoint did not answer in time (${code}).`, {
			code,
			cause: error,
			retryable: true,
		});
	}
	const detail = code === undefined ? cause.message : `${cause.message} (${code})`;
	const permanent =
		code !== undefined && /^(ENOTFOUND|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code);
	return geminiError('network', detail, { code, cause: error, retryable: !permanent });
}

function rootCause(error: unknown): { message: string; code: string | undefined } {
	let current = error;
	let message = 'Network request failed.';
	let code: string | undefined;
	for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
		message = current.message || message;
		const own: unknown = Reflect.get(current, 'code');
		code = typeof own === 'string' ? own : code;
		current = current instanceof AggregateError ? current.errors[0] : current.cause;
	}
	return { message, code };
}
