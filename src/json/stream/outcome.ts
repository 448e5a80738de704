import { THINKING_LEVELS, type ThinkingLevel } from '../../shared/prompt.ts';

/** What is known when an answer has ended. */
export interface AnswerEnd {
	/** Every document that was begun has been closed. */
	readonly complete: boolean;
	/** The wire's word; undefined when the stream ended without one. */
	readonly finishReason: string | undefined;
	/** Tokens, as far as the endpoint counted them. */
	readonly thoughtTokens?: number | undefined;
	readonly outputTokens?: number | undefined;
	/** The limit that was sent; undefined for the model's own. */
	readonly maxOutputTokens: number | undefined;
	readonly thinkingLevel: ThinkingLevel;
	/** What the model can write at most, if that is known. */
	readonly modelLimit?: number | undefined;
	/** Tries that this answer has already cost. */
	readonly attempt: number;
}

/** What to do about an answer (docs/PROTOCOL.md §8). A cut text is kept for people and never sent back. */
export type Decision =
	| { readonly kind: 'accept' }
	/** Ask again from the start, with other limits. */
	| {
			readonly kind: 'retry';
			readonly why: 'tokenLimit' | 'thinking' | 'unfinished' | 'malformed';
			readonly maxOutputTokens?: number | undefined;
			readonly thinkingLevel?: ThinkingLevel | undefined;
	  }
	| {
			readonly kind: 'giveUp';
			readonly why: 'tooLong' | 'stopped' | 'unfinished';
			readonly finishReason: string | undefined;
	  };

const MAX_ATTEMPTS = 3;
/** Beyond this share of the output, thinking is what used the limit up. */
const MOSTLY_THINKING = 0.5;
const DEFAULT_MODEL_LIMIT = 65_536;

const DONE = new Set(['STOP', 'FINISH_REASON_UNSPECIFIED', undefined]);
const AGAIN = new Set(['MALFORMED_RESPONSE', 'MALFORMED_FUNCTION_CALL', 'OTHER']);

export function decide(end: AnswerEnd): Decision {
	const { complete, finishReason, attempt } = end;
	if (complete && (DONE.has(finishReason) || finishReason === 'MAX_TOKENS')) {
		return { kind: 'accept' };
	}
	if (finishReason === 'MAX_TOKENS') {
		return attempt >= MAX_ATTEMPTS
			? { kind: 'giveUp', why: 'tooLong', finishReason }
			: afterTokenLimit(end);
	}
	const mayTryAgain = attempt < MAX_ATTEMPTS;
	if (DONE.has(finishReason)) {
		return mayTryAgain
			? { kind: 'retry', why: 'unfinished' }
			: { kind: 'giveUp', why: 'unfinished', finishReason };
	}
	return mayTryAgain && AGAIN.has(finishReason ?? '')
		? { kind: 'retry', why: 'malformed' }
		: { kind: 'giveUp', why: 'stopped', finishReason };
}

function afterTokenLimit(end: AnswerEnd): Decision {
	const { maxOutputTokens, modelLimit = DEFAULT_MODEL_LIMIT } = end;
	const larger =
		maxOutputTokens !== undefined && maxOutputTokens < modelLimit
			? Math.min(maxOutputTokens * 4, modelLimit)
			: undefined;
	const less = lowerThinking(end.thinkingLevel);
	if (less !== undefined && (isMostlyThinking(end) || larger === undefined)) {
		return { kind: 'retry', why: 'thinking', thinkingLevel: less, maxOutputTokens: larger };
	}
	return larger === undefined
		? { kind: 'giveUp', why: 'tooLong', finishReason: end.finishReason }
		: { kind: 'retry', why: 'tokenLimit', maxOutputTokens: larger };
}

function isMostlyThinking({ thoughtTokens = 0, outputTokens = 0 }: AnswerEnd): boolean {
	return thoughtTokens > 0 && thoughtTokens / (thoughtTokens + outputTokens) > MOSTLY_THINKING;
}

/** The next lower level; `auto` thinks as the model likes, which is more than `low`. */
function lowerThinking(level: ThinkingLevel): ThinkingLevel | undefined {
	if (level === 'auto') {
		return 'low';
	}
	const index = THINKING_LEVELS.indexOf(level);
	const lower = THINKING_LEVELS[index - 1];
	return lower === 'auto' ? undefined : lower;
}
