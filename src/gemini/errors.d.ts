import type { ErrorInfo, ErrorKind } from '../shared/errorInfo.ts';
/**
 * The one error of the engine. What failed is in `info` (plain data that may be shown, stored and sent to
 * the webview); no prompt, key or response body is ever on it.
 */
export declare class GeminiError extends Error {
	readonly info: ErrorInfo;
	constructor(info: ErrorInfo, options?: ErrorOptions);
	get kind(): ErrorKind;
}
/** A failure on our side of the wire, without a status. */
export declare function geminiError(
	kind: ErrorKind,
	message: string,
	extra?: Partial<ErrorInfo> & {
		readonly cause?: unknown;
	},
): GeminiError;
export declare function abortedError(): GeminiError;
/** Whatever was thrown, as an {@link ErrorInfo}: for doors that must not throw further. */
export declare function toErrorInfo(error: unknown): ErrorInfo;
/** Some endpoints quote the key that they refuse: such an error is made anew without it. */
export declare function withoutKey(error: GeminiError, apiKey: string | undefined): GeminiError;
/**
 * Tells an abort, a time-out, DNS, TLS and socket failures of `fetch` (and of reading its body) apart
 * (docs/PROTOCOL.md §10). undici puts the system's reason on `cause`, sometimes one level deeper.
 */
export declare function fromFetchFailure(error: unknown, signal: AbortSignal): GeminiError;
