import type { ErrorKind } from '../shared/errorInfo.ts';

const AUTH_CODES = /^(API_KEY_INVALID|UNAUTHENTICATED|ACCESS_TOKEN_|CREDENTIALS_MISSING)/;
const BALANCE_CODES = /insufficient_user_quota|pre_consume_token_quota_failed/;
const NO_PROVIDER_CODES = /get_channel_failed|channel:|no_available_key|response_time_exceeded/;

const BLOCKED_CODES = /prompt_blocked|sensitive_words_detected/;
const MODEL_NOT_FOUND = 'model_not_found';
const INVALID_REQUEST = 'invalid_request';

/**
 * Of a gateway's own code and that of the error which it wraps, the one that says what is the matter: a
 * general word of the one must not hide what the other knows (docs/PROTOCOL.md §10).
 */
export function weightierCode(
	outer: string | undefined,
	inner: string | undefined,
): string | undefined {
	const specific = [outer, inner].find(
		(code = '') =>
			code === MODEL_NOT_FOUND ||
			[AUTH_CODES, BALANCE_CODES, NO_PROVIDER_CODES, BLOCKED_CODES].some(codes => codes.test(code)),
	);
	return specific ?? (outer === INVALID_REQUEST ? outer : (inner ?? outer));
}

/** Whether a refusal is about the key and nothing else, whatever its status. */
export function saysKey(code: string | undefined, message: string): boolean {
	return AUTH_CODES.test(code ?? '') || /\bAPI key (not valid|expired|not found)\b/i.test(message);
}

/** The kind of a refusal: the codes of Google and of new-api gateways first, then the status. */
export function kindOf(status: number, code: string | undefined, message: string): ErrorKind {
	const word = code ?? '';
	if (saysKey(code, message)) {
		return 'auth';
	}
	if (BALANCE_CODES.test(word)) {
		return 'quota';
	}
	if (NO_PROVIDER_CODES.test(word)) {
		return 'unavailable';
	}
	if (word === MODEL_NOT_FOUND) {
		return 'notFound';
	}
	// A 403 that is a web page comes from a firewall on the way and says nothing about the key.
	const isPage = status === 403 && word === 'NOT_AN_API';
	if (isPage || BLOCKED_CODES.test(word)) {
		return 'blocked';
	}
	// CometAPI answers 500 with this code to a request that is wrong: sending it again is no use.
	return status === 500 && word === INVALID_REQUEST ? 'badRequest' : kindOfStatus(status);
}

function kindOfStatus(status: number): ErrorKind {
	switch (status) {
		case 401:
		case 403:
			return 'auth';
		case 404:
			return 'notFound';
		case 407:
			return 'network';
		case 402:
		case 429:
			return 'quota';
		case 408:
		case 504:
		case 524:
			return 'timeout';
		default:
			return status >= 500 || status === 499 ? 'unavailable' : 'badRequest';
	}
}

/** Longer waits than this are not worth a countdown; the day's quota is gone. */
const MAX_WORTHWHILE_DELAY_MS = 300_000;

/** Whether the same request may succeed if it is sent again (the table of docs/PROTOCOL.md §10). */
export function isRetryable(refusal: {
	readonly status: number;
	readonly code: string | undefined;
	readonly kind: ErrorKind;
	readonly isExhausted: boolean;
	readonly retryAfterMs: number | undefined;
}): boolean {
	const { status, code, kind, isExhausted, retryAfterMs } = refusal;
	if (kind !== 'quota' && kind !== 'unavailable' && kind !== 'timeout') {
		return false;
	}
	if (
		isExhausted ||
		BALANCE_CODES.test(code ?? '') ||
		(retryAfterMs ?? 0) > MAX_WORTHWHILE_DELAY_MS
	) {
		return false;
	}
	return [408, 429, 499].includes(status) || (status >= 500 && status !== 501);
}
