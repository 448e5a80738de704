/** A name as it first appears in a piece of code; line and column from 0, relative to the piece. */
export interface UsedName {
	readonly name: string;
	readonly line: number;
	readonly column: number;
}

/**
 * The names that a piece of code uses, those that are called or look like types first: they are worth most
 * to a reader. No language is known here; what is none is found out when its definition is asked for.
 */
export function usedNames(code: string, limit: number): UsedName[] {
	const found = new Map<string, UsedName & { readonly rank: number }>();
	for (const [line, text] of code.split('\n').entries()) {
		for (const match of withoutStrings(text).matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
			const [name] = match;
			const rank = rankOf(name, text.slice(match.index + name.length));
			const known = found.get(name);
			if (rank !== undefined && (known === undefined || rank < known.rank)) {
				found.set(name, { name, line, column: match.index, rank });
			}
		}
	}
	return [...found.values()]
		.toSorted((a, b) => a.rank - b.rank)
		.slice(0, limit)
		.map(({ name, line, column }) => ({ name, line, column }));
}

/** Strings and line comments as blanks of the same length, so that columns stay true. */
function withoutStrings(line: string): string {
	return line.replace(
		/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/.*$|^\s*(?:#(?!include)|--|\*).*$/g,
		text => ' '.repeat(text.length),
	);
}

function rankOf(name: string, rest: string): number | undefined {
	if (name.length < 2 || KEYWORDS.has(name)) {
		return undefined;
	}
	if (/^\s*(?:<[\w\s,.<>[\]]*>)?\s*\(/.test(rest)) {
		return 0;
	}
	return /^\p{Lu}/u.test(name) ? 1 : 2;
}

/** Words of common languages that no definition is worth asking for. */
const KEYWORDS = new Set(
	(
		'abstract and any as assert async await auto base bool boolean break byte case catch char class ' +
		'const constructor continue def default defer del delete do double elif else end enum error except ' +
		'export extends extern false final finally fixed float fn for foreach from func function get global ' +
		'go goto if impl implements import in include init inline instanceof int interface internal is ' +
		'lambda let lock long loop map match mod module move mut namespace never new nil none None nonlocal ' +
		'not null number object of operator or out override package pass private protected protocol pub ' +
		'public raise range readonly ref require return satisfies sealed select self Self set short signed ' +
		'sizeof static str string String struct super switch symbol template this throw throws trait true ' +
		'True False try type typeof uint undefined union unknown unless unsafe unsigned until use using val ' +
		'value var virtual void volatile when where while with yield'
	).split(' '),
);
