import type { ErrorInfo, ErrorKind } from '../shared/errorInfo.ts';
import { parseDuration, parseRetryAfter, parseRetryHint } from './duration.ts';
import { GeminiError } from './errors.ts';

const MAX_MESSAGE_LENGTH = 2_000;

/** What error bodies of Google, Vertex, CometAPI and new-api gateways say, read from any of their shapes. */
interface ErrorFacts {
	readonly message: string | undefined;
	/** Google's word, e.g. `RESOURCE_EXHAUSTED`. */
	readonly status: string | undefined;
	/** Number inside the body; differs from the HTTP status in a 200 stream. */
	readonly numericCode: number | undefined;
	/** `ErrorInfo.reason` of the details, or the gateway's string code. */
	readonly reason: string | undefined;
	readonly retryDelayMs: number | undefined;
	/** The quota that was hit is counted per day, or is zero: waiting does not help. */
	readonly exhausted: boolean;
}

/** A refused request as a {@link GeminiError} (docs/PROTOCOL.md §9). `body` is the text as it came. */
export function errorFromResponse(
	status: number,
	body: string,
	headers: Pick<Headers, 'get'>,
	now: number,
): GeminiError {
	const facts = readFacts(body);
	const retryAfterMs =
		facts.retryDelayMs ??
		parseRetryAfter(headers.get('retry-after'), now) ??
		parseRetryHint(facts.message);
	return buildError(status, facts, body, retryAfterMs);
}

/** An error object inside a stream that had started with HTTP 200. */
export function errorFromStream(value: unknown): GeminiError {
	const facts = factsOf(value);
	const status = facts.numericCode ?? statusOfWord(facts.status) ?? 500;
	return buildError(status, facts, '', facts.retryDelayMs ?? parseRetryHint(facts.message));
}

/** Whether an event of a stream is an error object rather than a response. */
export function isErrorObject(value: unknown): boolean {
	const first = Array.isArray(value) ? value[0] : value;
	return isRecord(first) && first['error'] !== undefined && first['error'] !== null;
}

function buildError(
	status: number,
	facts: ErrorFacts,
	body: string,
	retryAfterMs: number | undefined,
): GeminiError {
	const code = facts.reason ?? facts.status;
	const message = cut(facts.message ?? textOf(body) ?? `HTTP ${status}`);
	const kind = kindOf(status, code, message);
	const info: ErrorInfo = {
		kind,
		message,
		status,
		...(code !== undefined && { code }),
		...optional('requestId', requestIdIn(message)),
		...optional('retryAfterMs', retryAfterMs),
		retryable: isRetryable(status, code, kind, facts, retryAfterMs),
	};
	return new GeminiError(info);
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
	const result: Partial<Record<K, V>> = {};
	if (value !== undefined) {
		result[key] = value;
	}
	return result;
}

const AUTH_CODES = /^(API_KEY_INVALID|UNAUTHENTICATED|ACCESS_TOKEN_|CREDENTIALS_MISSING)/;
const BALANCE_CODES = /insufficient_user_quota|pre_consume_token_quota_failed/;
const NO_PROVIDER_CODES = /get_channel_failed|channel:|no_available_key|response_time_exceeded/;

function kindOf(status: number, code: string | undefined, message: string): ErrorKind {
	const word = code ?? '';
	if (AUTH_CODES.test(word) || /\bAPI key (not valid|expired|not found)\b/i.test(message)) {
		return 'auth';
	}
	if (BALANCE_CODES.test(word)) {
		return 'quota';
	}
	if (NO_PROVIDER_CODES.test(word)) {
		return 'unavailable';
	}
	if (word === 'model_not_found') {
		return 'notFound';
	}
	if (/prompt_blocked|sensitive_words_detected/.test(word)) {
		return 'blocked';
	}
	return kindOfStatus(status);
}

function kindOfStatus(status: number): ErrorKind {
	switch (status) {
		case 401:
		case 403:
			return 'auth';
		case 404:
			return 'notFound';
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

function isRetryable(
	status: number,
	code: string | undefined,
	kind: ErrorKind,
	facts: ErrorFacts,
	retryAfterMs: number | undefined,
): boolean {
	if (kind === 'auth' || kind === 'blocked' || kind === 'notFound' || kind === 'badRequest') {
		return false;
	}
	if (
		facts.exhausted ||
		BALANCE_CODES.test(code ?? '') ||
		(retryAfterMs ?? 0) > MAX_WORTHWHILE_DELAY_MS
	) {
		return false;
	}
	// CometAPI answers 500 with this code to a request that is wrong: sending it again is no use.
	if (status === 500 && code === 'invalid_request') {
		return false;
	}
	return status === 408 || status === 429 || status === 499 || status >= 500;
}

function readFacts(body: string): ErrorFacts {
	return factsOf(tryParse(body));
}

function factsOf(parsed: unknown, depth = 0): ErrorFacts {
	const root = Array.isArray(parsed) ? parsed[0] : parsed;
	if (!isRecord(root)) {
		return { ...NO_FACTS, message: typeof root === 'string' ? root : undefined };
	}
	const error = root['error'] ?? root;
	if (!isRecord(error)) {
		return { ...NO_FACTS, message: String(error) };
	}
	const message = stringOf(error['message']) ?? stringOf(error['detail']) ?? stringOf(error['msg']);
	// A gateway that passes Google's error on puts the whole of it, as JSON, into its own message.
	const nested = depth === 0 && message !== undefined ? tryParse(message) : undefined;
	if (isRecord(nested) || Array.isArray(nested)) {
		return factsOf(nested, depth + 1);
	}
	return { ...detailFacts(error['details']), ...codeFacts(error), message };
}

const NO_FACTS: ErrorFacts = {
	message: undefined,
	status: undefined,
	numericCode: undefined,
	reason: undefined,
	retryDelayMs: undefined,
	exhausted: false,
};

function codeFacts(error: Record<string, unknown>) {
	const code = error['code'];
	const reason = typeof code === 'string' && code !== '' ? { reason: code } : {};
	return {
		status: stringOf(error['status']),
		numericCode: typeof code === 'number' ? code : undefined,
		...reason,
	};
}

function detailFacts(details: unknown): Omit<ErrorFacts, 'message' | 'status' | 'numericCode'> {
	let reason: string | undefined;
	let retryDelayMs: number | undefined;
	let exhausted = false;
	for (const detail of Array.isArray(details) ? details : []) {
		if (!isRecord(detail)) {
			continue;
		}
		reason ??= stringOf(detail['reason']);
		retryDelayMs ??= parseDuration(stringOf(detail['retryDelay']));
		exhausted ||= isExhausted(detail['violations']);
	}
	return { reason, retryDelayMs, exhausted };
}

function isExhausted(violations: unknown): boolean {
	return (
		Array.isArray(violations) &&
		violations.some(
			violation =>
				isRecord(violation) &&
				(/PerDay/i.test(stringOf(violation['quotaId']) ?? '') || violation['quotaValue'] === '0'),
		)
	);
}

const STATUS_WORDS: Readonly<Record<string, number>> = {
	INVALID_ARGUMENT: 400,
	FAILED_PRECONDITION: 400,
	UNAUTHENTICATED: 401,
	PERMISSION_DENIED: 403,
	NOT_FOUND: 404,
	RESOURCE_EXHAUSTED: 429,
	CANCELLED: 499,
	INTERNAL: 500,
	UNAVAILABLE: 503,
	DEADLINE_EXCEEDED: 504,
};

function statusOfWord(word: string | undefined): number | undefined {
	return word === undefined ? undefined : STATUS_WORDS[word];
}

/** The readable text of a body that is not JSON: a page's title, else its first words. */
function textOf(body: string): string | undefined {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1]?.trim();
	if (title) {
		return title;
	}
	const text = body
		.replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return text === '' ? undefined : text.slice(0, 200);
}

function requestIdIn(message: string): string | undefined {
	return /request[ _-]?id:?\s*([\w-]{6,})/i.exec(message)?.[1];
}

function cut(message: string): string {
	return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;
}

function tryParse(text: string): unknown {
	const trimmed = text.trim();
	if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) {
		return undefined;
	}
	try {
		return JSON.parse(trimmed);
	} catch {
		return undefined;
	}
}

function stringOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
