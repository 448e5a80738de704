/** Characters after which a word of a path or a name begins. */
const SEPARATOR = /[/\\._\-\s]/;

/**
 * How well a path fits what was typed of it: all its letters in their order, in the file's name rather than in
 * its folders, at the beginning of words rather than inside. `undefined` when it does not fit; more is better.
 */
export function fuzzyScore(query: string, path: string): number | undefined {
	if (query === '') {
		return 0;
	}
	const name = path.slice(path.lastIndexOf('/') + 1);
	const inName = query.includes('/') ? undefined : scoreIn(query, name);
	return inName === undefined ? scoreIn(query, path) : inName + IN_NAME;
}

const IN_NAME = 1_000;
const CONTIGUOUS = 8;
const WORD_START = 6;
const EXACT_CASE = 1;

function scoreIn(query: string, text: string): number | undefined {
	const whole = text.toLowerCase().indexOf(query.toLowerCase());
	if (whole >= 0) {
		const start = isWordStart(text, whole) ? WORD_START : 0;
		return query.length * (CONTIGUOUS + EXACT_CASE) + start * 10 - lengthCost(text) - whole / 10;
	}
	const lower = text.toLowerCase();
	let score = 0;
	let at = -1;
	for (const letter of query) {
		const next = lower.indexOf(letter.toLowerCase(), at + 1);
		if (next < 0) {
			return undefined;
		}
		score += next === at + 1 && at >= 0 ? CONTIGUOUS : 0;
		score += isWordStart(text, next) ? WORD_START : 0;
		score += text[next] === letter ? EXACT_CASE : 0;
		at = next;
	}
	return score - lengthCost(text);
}

function isWordStart(text: string, index: number): boolean {
	const before = text[index - 1] ?? '/';
	const here = text[index] ?? '';
	return SEPARATOR.test(before) || (/[a-z\d]/.test(before) && /[A-Z]/.test(here));
}

function lengthCost(text: string): number {
	return text.length / 20;
}

/** The best of many, best first; those that fit equally well stay in their order. */
export function bestMatches<T>(
	query: string,
	all: readonly T[],
	pathOf: (item: T) => string,
	limit: number,
): T[] {
	return all
		.flatMap(item => {
			const score = fuzzyScore(query, pathOf(item));
			return score === undefined ? [] : [{ item, score }];
		})
		.sort((a, b) => b.score - a.score)
		.slice(0, limit)
		.map(({ item }) => item);
}
