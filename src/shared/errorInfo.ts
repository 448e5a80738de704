/** The kinds of failure a person can tell apart, because each has another next step. */
export const ERROR_KINDS = [
	'auth',
	'quota',
	'badRequest',
	'notFound',
	'blocked',
	'unavailable',
	'network',
	'timeout',
	'protocol',
	'aborted',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** A failure as plain data: what crosses to the webview and is stored with a turn. Never holds a prompt, a key or a body. */
export interface ErrorInfo {
	readonly kind: ErrorKind;
	/** The endpoint's or the system's own words, cut to a readable length. */
	readonly message: string;
	/** HTTP status. */
	readonly status?: number | undefined;
	/** Machine-readable reason, e.g. `RESOURCE_EXHAUSTED`, `API_KEY_INVALID`, `insufficient_user_quota`. */
	readonly code?: string | undefined;
	/** What support asks for. */
	readonly requestId?: string | undefined;
	readonly retryAfterMs?: number | undefined;
	/** Sending the same request again may help. */
	readonly retryable: boolean;
}
