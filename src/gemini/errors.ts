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
