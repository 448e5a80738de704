import type { Adjustment, ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { adjustmentFor, isLasting } from './adjust.ts';
import type { ClientOptions } from './clientOptions.ts';
import { abortedError, GeminiError, toErrorInfo } from './errors.ts';
import { buildRequest, type RequestBody } from './request.ts';
import { openResponse } from './response.ts';
import { retryDelay, sleep } from './retry.ts';

/**
 * Asks the model and yields what comes, in order, until the stream ends. Leaving the loop aborts the request.
 *
 * Before anything is shown, a failed request is repeated as the {@link RetryPolicy} says (`retry` events
 * announce the wait), and a refused field is left out once (`adjusted`). After that an error is thrown, and
 * what was yielded stays true.
 * @throws GeminiError of every kind; `aborted` when the signal fired.
 */
export async function* generate(
	prompt: Prompt,
	options: ClientOptions,
): AsyncGenerator<ModelEvent> {
	for await (const batch of batches(prompt, options)) {
		yield* batch;
	}
}

/** The same in batches, one a network read: an async step for each event would cost more than its parsing. */
async function* batches(
	prompt: Prompt,
	options: ClientOptions,
): AsyncGenerator<readonly ModelEvent[]> {
	const adjustments = new Set(options.memory.recall(options.endpoint, prompt.model));
	for (let attempt = 1; ; ) {
		const body = buildRequest(prompt, adjustments);
		let hasShown = false;
		try {
			for await (const batch of openResponse(prompt.model, body, options)) {
				hasShown ||= batch.some(isShown);
				yield batch;
			}
			return;
		} catch (error) {
			if (hasShown || options.signal.aborted) {
				throw options.signal.aborted ? abortedError() : error;
			}
			const next = await recover(error, attempt, { prompt, body, adjustments, options });
			yield [next.event];
			if (next.waitMs === undefined) {
				continue;
			}
			await (options.sleep ?? sleep)(next.waitMs, options.signal);
			attempt++;
		}
	}
}

interface Attempt {
	readonly prompt: Prompt;
	readonly body: RequestBody;
	/** Grows with each adjustment. */
	readonly adjustments: Set<Adjustment>;
	readonly options: ClientOptions;
}

/** What happens after a failure: one adjustment of each kind, or a wait; else the failure itself is thrown. */
function recover(
	error: unknown,
	attempt: number,
	{ prompt, body, adjustments, options }: Attempt,
): { readonly event: ModelEvent; readonly waitMs?: number } {
	if (!(error instanceof GeminiError)) {
		throw error;
	}
	const info = toErrorInfo(error);
	const adjustment = adjustmentFor(info, prompt, body);
	if (adjustment !== undefined && !adjustments.has(adjustment)) {
		adjustments.add(adjustment);
		if (isLasting(adjustment)) {
			options.memory.remember(options.endpoint, prompt.model, adjustment);
		}
		return { event: { type: 'adjusted', adjustment, message: info.message } };
	}
	const waitMs = retryDelay(info, attempt, options);
	if (waitMs === undefined) {
		throw error;
	}
	return {
		event: { type: 'retry', attempt, maxAttempts: options.maxRetries + 1, waitMs, error: info },
		waitMs,
	};
}

const SHOWN: ReadonlySet<ModelEvent['type']> = new Set([
	'text',
	'thought',
	'functionCall',
	'media',
	'executableCode',
	'codeExecutionResult',
	'serverTool',
	'part',
]);

function isShown(event: ModelEvent): boolean {
	return SHOWN.has(event.type);
}
