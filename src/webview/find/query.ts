import { plainSpaces } from './textBlocks.ts';

/** What a person looks for, and how. */
export interface FindQuery {
	readonly text: string;
	readonly matchCase: boolean;
	readonly wholeWord: boolean;
	readonly isRegex: boolean;
}

export type CompiledQuery =
	| { readonly state: 'empty' }
	/** `message` is the engine's, in English. */
	| { readonly state: 'bad'; readonly message: string }
	| { readonly state: 'ok'; readonly pattern: RegExp };

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;

/** The query as a pattern that finds every place: `^` and `$` are those of a line. */
export function compileQuery({ text, matchCase, wholeWord, isRegex }: FindQuery): CompiledQuery {
	if (text === '') {
		return { state: 'empty' };
	}
	const source = isRegex
		? text
		: plainSpaces(text).replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
	const flags = matchCase ? 'gmu' : 'gimu';
	try {
		// Alone first: what is wrong is wrong in the words of the person, not in ours around them.
		const pattern = new RegExp(source, flags);
		return {
			state: 'ok',
			pattern: wholeWord ? new RegExp(`(?<!${WORD})(?:${source})(?!${WORD})`, flags) : pattern,
		};
	} catch (error) {
		return { state: 'bad', message: messageOf(error) };
	}
}

/** Without the pattern, which the person has before them: `Invalid regular expression: /(/u: Unterminated group`. */
function messageOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.slice(message.lastIndexOf(': ') + 1).trim();
}
