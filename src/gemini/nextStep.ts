import type { Adjustment, ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { adjustmentFor, isLasting } from './adjust.ts';
import { type Answer, DivergedError } from './answer.ts';
import type { IsDeclared } from './callEvents.ts';
import type { ClientOptions } from './clientOptions.ts';
import { abortedError, GeminiError, geminiError } from './errors.ts';
import type { RequestBody } from './request.ts';
import { retryDelay } from './retry.ts';
import type { EventMapper } from './toEvents.ts';

/** One answer under way. */
export interface Run {
	readonly prompt: Prompt;
	readonly options: ClientOptions;
	readonly isDeclared: IsDeclared;
	/** Grows with each adjustment. */
	readonly adjustments: Set<Adjustment>;
	readonly answer: Answer;
	mapper: EventMapper;
	body: RequestBody;
	/** Requests so far that failed before anything was shown, and the present one. */
	attempt: number;
	/** Requests since the answer last grew, after one that broke or brought nothing. */
	stalls: number;
	hasRepeatedEmpty: boolean;
	/** What broke the connection, until the answer goes on. */
	failure: GeminiError | undefined;
}

/** What to do after a request. */
export interface Step {
	readonly events: readonly ModelEvent[];
	readonly next: 'end' | 'again';
	readonly waitMs?: number | undefined;
}

/** An answer without content that claims to be complete is a hiccup of the model: asked for once more. */
const EMPTY_REASONS: ReadonlySet<string | undefined> = new Set([
	undefined,
	'STOP',
	'MALFORMED_FUNCTION_CALL',
	'MALFORMED_RESPONSE',
]);

/** After a stream that ended by itself. @throws GeminiError when it broke and cannot be resumed. */
export function afterEnd(run: Run): Step {
	const { answer } = run;
	const { finishReason, token, hasNews, isBlocked } = answer;
	if (answer.isContinued && countStall(run)) {
		return { events: [], next: 'again' };
	}
	if (finishReason === undefined && token !== undefined) {
		return resumeStep(run, cutOff());
	}
	if (isBlocked || hasNews || token !== undefined) {
		const isCut = finishReason === undefined && !isBlocked;
		return { events: isCut ? [NO_FINISH_REASON] : answer.takeHeld(), next: 'end' };
	}
	const again = EMPTY_REASONS.has(finishReason) ? repeatEmptyStep(run) : undefined;
	return again ?? { events: answer.takeHeld(), next: 'end' };
}

/** After a request that failed. @throws the failure when nothing can be done about it. */
export function afterFailure(run: Run, error: unknown): Step {
	const { answer, options } = run;
	if (options.signal.aborted) {
		throw abortedError();
	}
	if (error instanceof DivergedError) {
		throw run.failure ?? geminiError('protocol', 'The endpoint did not continue its own answer.');
	}
	if (!(error instanceof GeminiError)) {
		throw error;
	}
	if (answer.token !== undefined) {
		return resumeStep(run, error);
	}
	const step = answer.hasNews ? undefined : (adjustStep(run, error) ?? retryStep(run, error));
	if (step === undefined) {
		throw error;
	}
	return step;
}

/** One adjustment of each kind. */
function adjustStep(run: Run, { info }: GeminiError): Step | undefined {
	const { prompt, body, adjustments, options } = run;
	const adjustment = adjustmentFor(info, prompt, body);
	if (adjustment === undefined || adjustments.has(adjustment)) {
		return undefined;
	}
	adjustments.add(adjustment);
	if (isLasting(adjustment)) {
		options.memory.remember(options.endpoint, prompt.model, adjustment);
	}
	return { events: [{ type: 'adjusted', adjustment, message: info.message }], next: 'again' };
}

function retryStep(run: Run, { info }: GeminiError): Step | undefined {
	const { attempt, options } = run;
	const waitMs = retryDelay(info, attempt, options);
	if (waitMs === undefined) {
		return undefined;
	}
	run.attempt++;
	const maxAttempts = options.maxRetries + 1;
	return {
		events: [{ type: 'retry', attempt, maxAttempts, waitMs, error: info }],
		next: 'again',
		waitMs,
	};
}

function repeatEmptyStep(run: Run): Step | undefined {
	if (run.hasRepeatedEmpty) {
		return undefined;
	}
	run.hasRepeatedEmpty = true;
	return retryStep(
		run,
		geminiError('unavailable', 'The model gave an empty answer.', { code: 'EMPTY_ANSWER' }),
	);
}

/** Requests in a row that may bring nothing new before a broken answer is given up. */
const MAX_STALLS = 3;

/** Whether another request may be made that goes on from the last token. */
function countStall(run: Run): boolean {
	run.stalls = run.answer.hasNews ? 1 : run.stalls + 1;
	return run.stalls <= MAX_STALLS;
}

/** The answer goes on from its last token; the failure itself is thrown when that does not help either. */
function resumeStep(run: Run, failure: GeminiError): Step {
	run.failure = failure;
	const { info: error } = failure;
	const mayResume = countStall(run);
	const { stalls: attempt, options } = run;
	const waitMs = mayResume
		? retryDelay(error, attempt, { ...options, maxRetries: MAX_STALLS })
		: undefined;
	if (waitMs === undefined) {
		throw failure;
	}
	return {
		events: [{ type: 'retry', attempt, maxAttempts: MAX_STALLS, waitMs, error, resumes: true }],
		next: 'again',
		waitMs,
	};
}

function cutOff(): GeminiError {
	return geminiError('network', 'The connection closed before the answer was complete.', {
		code: 'CUT_OFF',
		retryable: true,
	});
}

const NO_FINISH_REASON: ModelEvent = {
	type: 'warning',
	code: 'noFinishReason',
	message: 'The answer ended without a reason, so it may be cut.',
};
