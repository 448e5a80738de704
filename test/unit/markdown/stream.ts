import type { MarkdownOptions } from '../../../src/webview/markdown/context.ts';
import { StreamingMarkdown } from '../../../src/webview/markdown/streamingMarkdown.ts';
import { canonicalHtml, canonicalPage, referenceHtml } from './canonical.ts';
import { createHost } from './page.ts';

/** Feeds the text in pieces, shows each, and ends. Returns the element it was shown in. */
export function stream(
	text: string,
	pieces: Iterable<string>,
	options: MarkdownOptions = {},
): HTMLElement {
	const host = createHost();
	const markdown = new StreamingMarkdown(host, options);
	for (const piece of pieces) {
		markdown.append(piece);
		markdown.flush();
	}
	markdown.end();
	if (markdown.text !== text) {
		throw new Error('the pieces do not make up the text');
	}
	return host;
}

/** What differs between the streamed page and markdown-it's own rendering; undefined if nothing. */
export function difference(
	text: string,
	pieces: Iterable<string>,
	math = false,
): { streamed: string; expected: string } | undefined {
	const streamed = canonicalPage(stream(text, pieces, { math }));
	const expected = expectation(text, math);
	return streamed === expected ? undefined : { streamed, expected };
}

const expectations = new Map<string, string>();

function expectation(text: string, math: boolean): string {
	const key = `${math}:${text}`;
	const known = expectations.get(key) ?? canonicalHtml(referenceHtml(text, math));
	expectations.set(key, known);
	return known;
}

/** One UTF-16 unit at a time: halves of surrogate pairs arrive alone. */
export function singleUnits(text: string): string[] {
	return text.split('');
}

/** Pieces of 1 to `maximum` units from a seeded generator. */
export function* randomPieces(text: string, seed: number, maximum: number): Generator<string> {
	const next = random(seed);
	for (let start = 0; start < text.length; ) {
		const length = 1 + Math.floor(next() * maximum);
		yield text.slice(start, start + length);
		start += length;
	}
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
