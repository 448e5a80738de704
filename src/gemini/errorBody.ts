import type { Chunk } from './chunk.ts';
import { parseRetryAfter, parseRetryHint } from './duration.ts';
import { type ErrorFacts, factsOf } from './errorFacts.ts';
import { isRetryable, kindOf } from './errorKind.ts';
import { GeminiError } from './errors.ts';
import { isRecord, optional, parseDocument } from './json.ts';

const MAX_MESSAGE_LENGTH = 2_000;
const MAX_PAGE_LENGTH = 200;

/** A refused request as a {@link GeminiError} (docs/PROTOCOL.md §10). `body` is the text as it came. */
export function errorFromResponse(
	status: number,
	body: string,
	headers: Pick<Headers, 'get'>,
	now: number,
): GeminiError {
	const parsed = parseDocument(body);
	const facts = factsOf(parsed);
	return buildError(status, {
		...facts,
		message: facts.message ?? pageMessage(status, body),
		reason: facts.reason ?? (isStrangersPage(status, body) ? 'NOT_AN_API' : undefined),
		requestId: facts.requestId ?? requestIdHeader(headers),
		retryDelayMs:
			facts.retryDelayMs ??
			parseRetryAfter(headers.get('retry-after'), now) ??
			parseRetryHint(facts.message),
	});
}

/** An error object inside a stream that had started with HTTP 200. */
export function errorFromStream(value: unknown): GeminiError {
	const facts = factsOf(value);
	return buildError(httpStatusOf(facts) ?? 500, {
		...facts,
		retryDelayMs: facts.retryDelayMs ?? parseRetryHint(facts.message),
	});
}

/** Whether an event of a stream is an error object rather than a response. */
export function isErrorObject(value: unknown): boolean {
	const first = Array.isArray(value) ? value[0] : value;
	if (!isRecord(first)) {
		return false;
	}
	const { error } = first;
	return hasValue(error) ? saysSomething(error) || !isResponse(first) : isBareError(first);
}

const RESPONSE_FIELDS = [
	'candidates',
	'promptFeedback',
	'usageMetadata',
	'modelVersion',
	'responseId',
	'createTime',
	'modelStatus',
] as const satisfies readonly (keyof Chunk)[];

/** Whether an object says something and nothing of it in the words of a response: another API answers. */
export function isForeignObject(value: unknown): boolean {
	return (
		isRecord(value) &&
		Object.keys(value).length > 0 &&
		!RESPONSE_FIELDS.some(field => field in value)
	);
}

/** Some gateways leave the `error` around it out. */
function isBareError(value: Record<string, unknown>): boolean {
	return (
		(isWords(value['message']) || isWords(value['detail']) || isWords(value['msg'])) &&
		!isResponse(value)
	);
}

function isResponse(value: Record<string, unknown>): boolean {
	return RESPONSE_FIELDS.some(field => hasValue(value[field]));
}

/** Gateways that always write an `error` leave it empty, false or zero where there is none. */
function saysSomething(error: unknown): boolean {
	return typeof error === 'object' && error !== null
		? Object.values(error).some(saysSomething)
		: Boolean(typeof error === 'string' ? error.trim() : error);
}

function isWords(value: unknown): boolean {
	return typeof value === 'string' && value.trim() !== '';
}

function hasValue(value: unknown): boolean {
	return value !== undefined && value !== null;
}

function buildError(status: number, facts: ErrorFacts): GeminiError {
	const code = facts.reason ?? facts.status;
	const message = cut(facts.message?.trim() || `HTTP ${status}`, MAX_MESSAGE_LENGTH);
	const kind = kindOf(status, code, message);
	const { requestId, isExhausted, retryDelayMs: retryAfterMs } = facts;
	return new GeminiError({
		kind,
		message,
		status,
		...optional('code', code),
		...optional('requestId', requestId),
		...optional('retryAfterMs', retryAfterMs),
		retryable: isRetryable({ status, code, kind, isExhausted, retryAfterMs }),
	});
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

/** Some gateways put gRPC's small numbers into `code`: only what can be an HTTP status counts. */
function httpStatusOf({ numericCode, status }: ErrorFacts): number | undefined {
	return numericCode !== undefined && numericCode >= 400 && numericCode < 600
		? numericCode
		: STATUS_WORDS[status ?? ''];
}

const REQUEST_ID_HEADERS = ['x-request-id', 'x-oneapi-request-id', 'x-goog-request-id', 'cf-ray'];

function requestIdHeader(headers: Pick<Headers, 'get'>): string | undefined {
	for (const name of REQUEST_ID_HEADERS) {
		const value = headers.get(name);
		if (value !== null && /^[\w.:-]{6,128}$/.test(value)) {
			return value;
		}
	}
	return undefined;
}

/** Whether a text is a web page: the sign of a proxy, a portal or a wrong base URL. */
export function looksLikePage(body: string): boolean {
	return /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}

/** Gateways tell of an outage of what is behind them with a page, too: then the address is right. */
function isStrangersPage(status: number, body: string): boolean {
	return status < 500 && looksLikePage(body);
}

/** The readable words of a body that is no error object: a page's title, else its first words. */
function pageMessage(status: number, body: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
	const words = title ?? body.replace(/<(style|script)\b[\s\S]*?(<\/\1>|$)/gi, ' ');
	const text = words
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return text === '' ? `HTTP ${status}` : `HTTP ${status}: ${cut(text, MAX_PAGE_LENGTH)}`;
}

/** As long as a key; of text without spaces the rest stays. */
const LAST_WORD = /\S{1,300}$/;

/** Never inside a word: it may be a key that is quoted, and the part of one is not recognized as such. */
function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length).replace(LAST_WORD, '')}…` : text;
}
