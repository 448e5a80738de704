import type { Citation, Grounding, GroundingSource } from '../shared/events.ts';
import { link, type MarkdownOutline, outlineOf, type RawBlock } from './markdownText.ts';

/** The sources of a document, numbered as they are first referred to. */
export class Footnotes {
	private readonly numbers = new Map<string, number>();
	private readonly notes: string[] = [];

	/** The reference marks of these sources, e.g. `[^source-1][^source-2]`. */
	marks(sources: readonly GroundingSource[]): string {
		return sources.map(source => `[^source-${this.numberOf(source)}]`).join('');
	}

	has(source: GroundingSource): boolean {
		return this.numbers.has(keyOf(source));
	}

	/** The notes themselves, for the end of the document. */
	definitions(): string {
		return this.notes.join('\n');
	}

	private numberOf(source: GroundingSource): number {
		const key = keyOf(source);
		const known = this.numbers.get(key);
		if (known !== undefined) {
			return known;
		}
		const number = this.numbers.size + 1;
		this.numbers.set(key, number);
		this.notes.push(`[^source-${number}]: ${sourceLink(source)}`);
		return number;
	}
}

export function sourceLink({ title, domain, uri, text, kind }: GroundingSource): string {
	return link(title ?? domain ?? text?.slice(0, 200) ?? uri ?? kind, uri);
}

export function citationLink({ title, uri, license }: Citation): string {
	const name = link(title ?? uri ?? '', uri);
	return [name, license && link(license, undefined)].filter(Boolean).join(' — ');
}

function keyOf({ uri, title, text, kind }: GroundingSource): string {
	return JSON.stringify(uri ?? [kind, title, text]);
}

interface Mark {
	readonly offset: number;
	readonly text: string;
}

/**
 * Puts reference marks behind the passages that sources carry. `start` is where `markdown` begins in the
 * visible text of the whole answer, which the positions of the supports count.
 */
export function withFootnotes(
	markdown: string,
	start: number,
	grounding: Grounding,
	footnotes: Footnotes,
): string {
	const ends = supportEnds(grounding, start, start + markdown.length);
	if (ends.length === 0) {
		return markdown;
	}
	const outline = outlineOf(markdown);
	const marks = ends.map(([end, sources]) =>
		placeMark(markdown, outline, end - start, footnotes.marks(sources)),
	);
	let result = '';
	let done = 0;
	for (const { offset, text } of marks.toSorted((a, b) => a.offset - b.offset)) {
		result += markdown.slice(done, offset) + text;
		done = offset;
	}
	return result + markdown.slice(done);
}

/** Where supported passages end within a range, and the sources of each, none twice. */
function supportEnds(
	{ supports, sources }: Grounding,
	start: number,
	end: number,
): [number, GroundingSource[]][] {
	const inside = supports.filter(
		support => support.end !== undefined && support.end > start && support.end <= end,
	);
	const byEnd = Map.groupBy(inside, support => support.end ?? 0);
	return [...byEnd]
		.sort(([a], [b]) => a - b)
		.map(([offset, group]) => {
			const indices = new Set(group.flatMap(support => support.sources));
			return [offset, [...indices].flatMap(index => sources[index] ?? [])];
		});
}

/** Moves a mark out of where it would be shown as it stands or break what it stands in. */
function placeMark(
	markdown: string,
	{ rawBlocks, tables }: MarkdownOutline,
	offset: number,
	text: string,
): Mark {
	const before = markdown.slice(0, offset).trimEnd().length;
	const line = markdown.slice(0, before).split('\n').length - 1;
	const raw = rawBlocks.find(block => isIn(block, line));
	if (raw !== undefined) {
		const end = offsetOfLine(markdown, raw.end);
		const isLast = end >= markdown.length && !markdown.endsWith('\n');
		return { offset: end, text: isLast ? `\n\n${text}` : `\n${text}\n\n` };
	}
	const lineStart = offsetOfLine(markdown, line);
	const lineText = markdown.slice(lineStart).split('\n', 1)[0] ?? '';
	if (tables.some(block => isIn(block, line))) {
		const lastCell = lineText.trimEnd().replace(/\|$/, '').trimEnd().length;
		return { offset: Math.min(before, lineStart + lastCell), text };
	}
	return { offset: lineStart + outsideSpans(lineText, before - lineStart), text };
}

/** Code, links, pictures and addresses within a line. */
const SPANS = /(`+)(?!`).*?[^`]\1(?!`)|!?\[[^\]]*\]\([^)]*\)|<[^>]*>|https?:\/\/[^\s)]+|\$[^$]+\$/g;

function outsideSpans(line: string, column: number): number {
	for (const { index, 0: span } of line.matchAll(SPANS)) {
		if (index < column && column < index + span.length) {
			return index + span.length;
		}
	}
	return column;
}

function isIn({ start, end }: RawBlock, line: number): boolean {
	return start <= line && line < end;
}

function offsetOfLine(text: string, line: number): number {
	const before = text.split('\n', line);
	return Math.min(
		text.length,
		before.reduce((sum, { length }) => sum + length + 1, 0),
	);
}
