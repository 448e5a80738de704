import type { Part } from '../../shared/content.ts';
import type { WireCandidate } from '../wire.ts';

/** What the model says, before it is cut into chunks. */
export interface Answer {
	/** Paragraphs of the thought summary, each headed `**Title**`. */
	readonly thoughts: readonly string[];
	/** In order. Texts are cut into deltas, everything else is sent whole. */
	readonly parts: readonly Part[];
	/** Members of the candidate's first and last chunk. */
	readonly opening?: Partial<WireCandidate> | undefined;
	readonly closing?: Partial<WireCandidate> | undefined;
	/** What server-side tools put into the prompt. */
	readonly toolTokens?: number | undefined;
}

export function textAnswer(thoughts: readonly string[], text: string): Answer {
	return { thoughts, parts: [{ text }] };
}
