import type { ErrorInfo } from '../shared/errorInfo.ts';
import { abortedError } from './errors.ts';

export interface RetryPolicy {
	/** Further attempts after the first. */
	readonly maxRetries: number;
	/** 0 ≤ x < 1; tests bring their own. */
	readonly random?: (() => number) | undefined;
	readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/** Time-outs: a second attempt may mend them, but not a third, and each costs minutes. */
function maxRetriesFor({ kind, status }: ErrorInfo, policy: RetryPolicy): number {
	return kind === 'timeout' && status !== 408 ? Math.min(1, policy.maxRetries) : policy.maxRetries;
}

/**
 * How long to wait before attempt `attempt + 1` (attempts count from 1), or `undefined` when it is over.
 * The endpoint's own wish wins; else 1 s doubling up to 60 s, with jitter (docs/PROTOCOL.md §10).
 */
export function retryDelay(
	error: ErrorInfo,
	attempt: number,
	policy: RetryPolicy,
): number | undefined {
	if (!error.retryable || attempt > maxRetriesFor(error, policy)) {
		return undefined;
	}
	if (error.retryAfterMs) {
		return error.retryAfterMs;
	}
	const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
	const random = policy.random ?? Math.random;
	return Math.round(ceiling * (0.5 + random() / 2));
}

/** Resolves after `ms`; rejects with an `aborted` GeminiError when the signal fires first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) {
			reject(abortedError());
			return;
		}
		const onAbort = () => {
			clearTimeout(timer);
			reject(abortedError());
		};
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', onAbort);
			resolve();
		}, ms);
		signal.addEventListener('abort', onAbort, { once: true });
	});
}
