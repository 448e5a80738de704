import { markdownLines } from './markdownLines.ts';

/** What a link of an answer leads to. Lines from 1. */
export type LinkTarget =
	| { readonly type: 'place'; readonly path: string; readonly line: number; readonly last: number }
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

/** `dir/name.ext:12`, `:12-20`, `:12:5`; what stands in an address or in a longer word is none. */
const PLACE =
	/(?<![\w/.:@-])((?:@?[\w.+~-]+\/)*[\w+~-][\w.+~-]*\.[a-z]\w{0,11}):(\d{1,7})(?:-(\d{1,7})|:\d+)?(?![\w-])/gi;

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
		const target = placeOf(
			decoded(href)
				.replace(/#L(\d+)(?:-L?(\d+))?$/, ':$1-$2')
				.replace(/-$/, ''),
			known,
		);
		return target && { start, end, words, target };
	}
	if (code !== undefined) {
		const name = code.trim().replace(/\(\)$/, '');
		const target = placeOf(code.trim(), known) ?? symbolOf(name, known);
		return target && { start, end, words: whole, target };
	}
	return undefined;
}

function symbolOf(name: string, known: KnownCode): LinkTarget | undefined {
	return known.isSymbol(name) ? { type: 'symbol', name } : undefined;
}

/** The whole text as a place. */
function placeOf(text: string, known: KnownCode): LinkTarget | undefined {
	const [place, ...others] = placesIn(text, 0, known);
	return place !== undefined && others.length === 0 && place.end - place.start === text.length
		? place.target
		: undefined;
}

function placesIn(text: string, offset: number, { paths }: KnownCode): AnswerLink[] {
	const known = paths.map(path => path.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
	const patterns =
		known.length === 0
			? [PLACE]
			: [
					new RegExp(
						`(?<![\\w/.:@-])(${known.join('|')}):(\\d{1,7})(?:-(\\d{1,7})|:\\d+)?(?![\\w-])`,
						'g',
					),
					PLACE,
				];
	const links: AnswerLink[] = [];
	for (const match of patterns.flatMap(pattern => [...text.matchAll(pattern)])) {
		const [words, path = '', first, last] = match;
		const start = offset + match.index;
		const isNew = links.every(link => link.end <= start || link.start >= start + words.length);
		if (isNew) {
			const line = Number(first);
			const target = {
				type: 'place',
				path,
				line,
				last: Math.max(line, Number(last ?? line)),
			} as const;
			links.push({ start, end: start + words.length, words, target });
		}
	}
	return links.toSorted((a, b) => a.start - b.start);
}

function decoded(href: string): string {
	try {
		return decodeURIComponent(href);
	} catch {
		// A stray percent sign: the address is taken as it stands.
		return href;
	}
}
