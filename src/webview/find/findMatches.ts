/** A place in one of several texts, in UTF-16 units. */
export interface TextMatch {
	/** Index of the text. */
	readonly text: number;
	readonly start: number;
	readonly end: number;
}

/**
 * All places where the pattern (global) matches something, at most `limit`. Also runs in a worker, from its
 * own source: it may use nothing but its parameters.
 */
export function findMatches(
	texts: readonly string[],
	pattern: RegExp,
	limit: number,
): readonly TextMatch[] {
	const matches: TextMatch[] = [];
	for (const [text, content] of texts.entries()) {
		for (const { 0: matched, index } of content.matchAll(pattern)) {
			if (matches.length === limit) {
				return matches;
			}
			if (matched !== '') {
				matches.push({ text, start: index, end: index + matched.length });
			}
		}
	}
	return matches;
}
