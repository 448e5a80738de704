/** Lines of a file, as answers name them: `src/a.ts:12`, `src/a.ts:12-20`. Lines count from 1. */
export interface CodePlace {
	readonly path: string;
	readonly line: number;
	readonly last: number;
}

const PATH = String.raw`(?:@?[\w.+~-]+\/)*[\w+~-][\w.+~-]*\.[a-z]\w{0,11}`;
const LINES = String.raw`:(\d{1,7})(?:-(\d{1,7})|:\d+)?(?![\w-])`;

/**
 * Finds places in a text, with path and lines as groups; what stands in an address or in a longer word is
 * none. `paths` need not look like one, e.g. those of untitled documents.
 */
export function codePlacePattern(paths: readonly string[] = []): RegExp {
	const known = paths.map(path => path.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
	return new RegExp(`(?<![\\w/.:@-])(${[...known, PATH].join('|')})${LINES}`, 'gi');
}

/** What a match of {@link codePlacePattern} says. */
export function codePlaceOfMatch([, path = '', first, last]: RegExpMatchArray): CodePlace {
	const line = Number(first);
	return { path, line, last: Math.max(line, Number(last ?? line)) };
}

/** The whole text as a place; `path#L12-L20`, as web sites write it, counts as well. */
export function codePlaceOf(text: string, paths?: readonly string[]): CodePlace | undefined {
	const unified = text
		.trim()
		.replace(/#L(\d+)(?:-L?(\d+))?$/, (_, first: string, last?: string) =>
			last === undefined ? `:${first}` : `:${first}-${last}`,
		);
	const match = codePlacePattern(paths).exec(unified);
	return match?.[0] === unified ? codePlaceOfMatch(match) : undefined;
}
