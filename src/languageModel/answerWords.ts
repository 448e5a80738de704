import type { ErrorInfo } from '../shared/errorInfo.ts';

export interface Finish {
	readonly reason: string;
	readonly message?: string | undefined;
}

/** The sentences of an answer that are ours, in the language of VS Code. */
export interface AnswerWords {
	readonly sources: string;
	readonly citations: string;
	/** `size` in bytes. */
	image(mimeType: string, size: number): string;
	waiting(waitMs: number, error: ErrorInfo): string;
	/** What an unusual end means; nothing for the usual one. */
	finished(finish: Finish | undefined, isEmpty: boolean): string | undefined;
	blocked(block: Finish): string;
	failed(error: ErrorInfo): string;
	tooLong(tokens: number, limit: number, model: string): string;
}
