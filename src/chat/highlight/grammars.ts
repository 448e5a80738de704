/** A grammar as an extension contributes it. */
export interface GrammarContribution {
	readonly scopeName: string;
	/** Absent for grammars that only others include. */
	readonly language?: string | undefined;
	/** URI of its file. */
	readonly uri: string;
}

/** A language as an extension contributes it. */
export interface LanguageContribution {
	readonly id: string;
	readonly aliases?: readonly string[] | undefined;
	/** With their dot. */
	readonly extensions?: readonly string[] | undefined;
}

/** The language that the word after a fence means: an id, an alias or a file extension. */
export function languageOf(
	word: string,
	languages: readonly LanguageContribution[],
): string | undefined {
	const name = word.toLowerCase();
	const by = (matches: (language: LanguageContribution) => boolean | undefined) =>
		languages.find(matches)?.id;
	return (
		by(({ id }) => id.toLowerCase() === name) ??
		by(({ aliases }) => aliases?.some(alias => alias.toLowerCase() === name)) ??
		by(({ extensions }) => extensions?.includes(`.${name}`))
	);
}

export interface LoadedGrammar {
	readonly scopeName: string;
	readonly grammar: Readonly<Record<string, unknown>>;
}

/** Markdown alone refers to fifty others; beyond this many the embedded code stays plain. */
const MAX_GRAMMARS = 16;

/**
 * The grammar of a language with those it refers to, the language's own last. Grammars that others inject
 * are left out: shiki then takes the line after a comment for a comment too. `read` resolves to the parsed file, or `undefined` for a format that is not JSON.
 */
export async function loadGrammars(
	language: string,
	contributions: readonly GrammarContribution[],
	read: (uri: string) => Promise<unknown>,
): Promise<LoadedGrammar[]> {
	const root = contributions.find(each => each.language === language);
	if (root === undefined) {
		return [];
	}
	const loaded = new Map<string, LoadedGrammar>();
	const queue = [root];
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
		if (loaded.has(next.scopeName) || loaded.size >= MAX_GRAMMARS) {
			continue;
		}
		const grammar = await read(next.uri);
		if (!isRecord(grammar)) {
			continue;
		}
		loaded.set(next.scopeName, { scopeName: next.scopeName, grammar });
		const scopes = referredScopes(grammar);
		queue.push(...contributions.filter(({ scopeName }) => scopes.has(scopeName)));
	}
	return loaded.has(root.scopeName) ? [...loaded.values()].reverse() : [];
}

/** Scopes of other grammars in `include`: neither `$self` nor `#repository` entries. */
function referredScopes(node: unknown, found = new Set<string>()): Set<string> {
	if (Array.isArray(node)) {
		for (const each of node) {
			referredScopes(each, found);
		}
	} else if (isRecord(node)) {
		const { include } = node;
		if (typeof include === 'string' && /^[^$#]/.test(include)) {
			found.add(include.split('#', 1)[0] ?? include);
		}
		for (const each of Object.values(node)) {
			referredScopes(each, found);
		}
	}
	return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
