import { parseDuration } from './duration.ts';
import { weightierCode } from './errorKind.ts';
import { isRecord, parseDocument, stringOf } from './json.ts';

/** What error bodies of Google, Vertex, CometAPI and new-api gateways say, read from any of their shapes. */
export interface ErrorFacts {
	readonly message?: string | undefined;
	/** Google's word, e.g. `RESOURCE_EXHAUSTED`. */
	readonly status?: string | undefined;
	/** Number inside the body; differs from the HTTP status in a 200 stream. */
	readonly numericCode?: number | undefined;
	/** `ErrorInfo.reason` of the details, or the gateway's string code. */
	readonly reason?: string | undefined;
	readonly requestId?: string | undefined;
	readonly retryDelayMs?: number | undefined;
	/** The quota that was hit is counted per day, or is zero: waiting does not help. */
	readonly isExhausted: boolean;
}

const NO_FACTS: ErrorFacts = { isExhausted: false };

/**
 * Reads a parsed body in the order of docs/PROTOCOL.md §10: an array's first item, `error` as object or
 * text, its `message`, `detail` or `msg`, then those beside it. Such a text is read once more as JSON, because
 * a gateway puts the whole of Google's error there.
 */
export function factsOf(parsed: unknown, depth = 0): ErrorFacts {
	const root = Array.isArray(parsed) ? parsed[0] : parsed;
	if (!isRecord(root)) {
		return { ...NO_FACTS, message: stringOf(root) };
	}
	const error = root['error'] ?? root;
	const facts = isRecord(error) ? error : root;
	const message = wordsOf(error, root);
	const outer = { ...detailFacts(facts['details']), ...codeFacts(facts), message };
	const nested = depth < 3 && message !== undefined ? nestedError(message) : undefined;
	if (nested === undefined) {
		return withHints(outer);
	}
	const inner = factsOf(nested, depth + 1);
	return {
		...inner,
		reason: weightierCode(outer.reason, inner.reason ?? inner.status),
		requestId: requestIdIn(message) ?? inner.requestId,
	};
}

/** An empty text hides no other. */
function wordsOf(...places: readonly unknown[]): string | undefined {
	const texts = places
		.flatMap(place =>
			isRecord(place) ? [place['message'], place['detail'], place['msg']] : [place],
		)
		.flatMap(text => stringOf(text) ?? []);
	return texts.find(Boolean) ?? texts[0];
}

/** `{"error":{…}} (request id: 2026…)` → the object. */
function nestedError(message: string): unknown {
	const text = message.replace(/\s*\(request[ _-]?id:[^)]*\)\s*$/i, '');
	const nested = parseDocument(text);
	return isRecord(nested) || (Array.isArray(nested) && isRecord(nested[0])) ? nested : undefined;
}

function withHints(facts: ErrorFacts): ErrorFacts {
	return {
		...facts,
		requestId: requestIdIn(facts.message),
		isExhausted: facts.isExhausted || /\blimit: 0\b/.test(facts.message ?? ''),
	};
}

function requestIdIn(message: string | undefined): string | undefined {
	return /request[ _-]?id:?\s*([\w-]{6,})/i.exec(message ?? '')?.[1];
}

function codeFacts(error: Record<string, unknown>): Partial<ErrorFacts> {
	const code = error['code'];
	const number = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code;
	return {
		status: stringOf(error['status']),
		...(typeof number === 'number' && { numericCode: number }),
		...(typeof number === 'string' && number !== '' && { reason: number }),
	};
}

function detailFacts(details: unknown): ErrorFacts {
	let reason: string | undefined;
	let requestId: string | undefined;
	let retryDelayMs: number | undefined;
	let isExhausted = false;
	for (const detail of Array.isArray(details) ? details : []) {
		if (isRecord(detail)) {
			reason ??= stringOf(detail['reason']);
			requestId ??= stringOf(detail['requestId']);
			retryDelayMs ??= parseDuration(stringOf(detail['retryDelay']));
			isExhausted ||= hasExhaustedQuota(detail['violations']);
		}
	}
	return { reason, requestId, retryDelayMs, isExhausted };
}

function hasExhaustedQuota(violations: unknown): boolean {
	return (
		Array.isArray(violations) &&
		violations.some(
			violation =>
				isRecord(violation) &&
				(/PerDay/i.test(stringOf(violation['quotaId']) ?? '') ||
					String(violation['quotaValue']) === '0'),
		)
	);
}
