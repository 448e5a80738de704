import {
	type CodePlace,
	codePlaceOf,
	codePlaceOfMatch,
	codePlacePattern,
} from '../shared/codePlace.ts';
import { markdownLines } from './markdownLines.ts';

/** What a link of an answer leads to. */
export type LinkTarget =
	| ({ readonly type: 'place' } & CodePlace)
	| { readonly type: 'symbol'; readonly name: string };

/** A stretch of a line that leads somewhere; columns in UTF-16 units. */
export interface AnswerLink {
	readonly start: number;
	readonly end: number;
	/** The words of the link; they differ from the stretch where the answer wrote a link itself. */
	readonly words: string;
	readonly target: LinkTarget;
}

/** What is known about the code, so that its places and symbols are recognized. */
export interface KnownCode {
	/** Paths that need not look like one, e.g. of an untitled document. */
	readonly paths: readonly string[];
	isSymbol(name: string): boolean;
}

/** Written links, code spans, addresses, and the rest: what is found first decides what a stretch is. */
const TOKEN = /\[([^\]\n]*)\]\(([^()\s]*)\)|(`+)(?!`)(.+?)(?<!`)\3(?!`)|<?https?:\/\/[^\s)>]+/g;

/** All links of one line outside of fences, in order. */
export function linksOfLine(line: string, known: KnownCode): AnswerLink[] {
	const links: AnswerLink[] = [];
	let position = 0;
	for (const token of line.matchAll(TOKEN)) {
		links.push(...placesIn(line.slice(position, token.index), position, known));
		const link = linkOfToken(token, known);
		if (link !== undefined) {
			links.push(link);
		}
		position = token.index + token[0].length;
	}
	return [...links, ...placesIn(line.slice(position), position, known)];
}

/** The text with its links written out as Markdown; `hrefOf` says where each goes. */
export function withLinks(
	text: string,
	known: KnownCode,
	hrefOf: (target: LinkTarget) => string,
): string {
	return [...markdownLines(text, false)]
		.map(({ line, isCode }) => (isCode ? line : withLinksInLine(line, known, hrefOf)))
		.join('\n');
}

function withLinksInLine(
	line: string,
	known: KnownCode,
	hrefOf: (target: LinkTarget) => string,
): string {
	let written = '';
	let position = 0;
	for (const { start, end, words, target } of linksOfLine(line, known)) {
		written += `${line.slice(position, start)}[${words}](${hrefOf(target)})`;
		position = end;
	}
	return written + line.slice(position);
}

function linkOfToken(token: RegExpMatchArray, known: KnownCode): AnswerLink | undefined {
	const [whole, words, href, , code] = token;
	const start = token.index ?? 0;
	const end = start + whole.length;
	if (href !== undefined && words !== undefined) {
		const target = placeTarget(decoded(href), known);
		return target && { start, end, words, target };
	}
	if (code !== undefined) {
		const target = placeTarget(code, known) ?? symbolTarget(code, known);
		return target && { start, end, words: whole, target };
	}
	return undefined;
}

function placeTarget(text: string, { paths }: KnownCode): LinkTarget | undefined {
	const place = codePlaceOf(text, paths);
	return place && { type: 'place', ...place };
}

function symbolTarget(code: string, known: KnownCode): LinkTarget | undefined {
	const name = code.trim().replace(/\(\)$/, '');
	return known.isSymbol(name) ? { type: 'symbol', name } : undefined;
}

function placesIn(text: string, offset: number, { paths }: KnownCode): AnswerLink[] {
	return [...text.matchAll(codePlacePattern(paths))].map(match => {
		const [words] = match;
		const start = offset + match.index;
		const target = { type: 'place', ...codePlaceOfMatch(match) } as const;
		return { start, end: start + words.length, words, target };
	});
}

function decoded(href: string): string {
	try {
		return decodeURIComponent(href);
	} catch {
		// A stray percent sign: the address is taken as it stands.
		return href;
	}
}
