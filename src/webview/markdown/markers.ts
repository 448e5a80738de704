import { type Block, parseBlocks, type TextBlock } from './blockTree.ts';
import { type Inline, parseInline } from './inlineTree.ts';
import type { LinkReference } from './tokenizer.ts';

/** An element to stand where the source text has the offset: the number of a footnote, say. */
export interface Marker {
	/** UTF-16 offset in the source; the end of what the marker belongs to. */
	readonly offset: number;
	readonly element: HTMLElement;
}

/** What the page shows of one root block and where the block starts. */
export interface ShownBlock {
	readonly start: number;
	readonly node: ChildNode;
}

interface Document {
	readonly source: string;
	readonly shown: readonly ShownBlock[];
	readonly references: Record<string, LinkReference>;
	readonly math: boolean;
}

/**
 * Puts markers into the finished page: into the text at their offset, after a link or a piece of
 * code that the offset lies in, after a code block or formula.
 */
export function placeMarkers(markers: readonly Marker[], document: Document): void {
	const placed = new Set<Node>();
	for (const marker of [...markers].sort((one, other) => one.offset - other.offset)) {
		const place = findPlace(marker.offset, document);
		if (place) {
			insert(marker.element, place, placed);
			placed.add(marker.element);
		}
	}
}

/** A text element and how many visible characters of it stand before the place. */
interface Place {
	readonly node: ChildNode;
	readonly visible?: number | undefined;
}

function findPlace(offset: number, document: Document): Place | undefined {
	const { shown, source, math } = document;
	const index = shown.findLastIndex(({ start }) => start < offset);
	const root = shown[index];
	if (!root) {
		return undefined;
	}
	const end = shown[index + 1]?.start;
	const [block] = parseBlocks(source.slice(root.start, end), math, root.start);
	return block && placeIn(block, root.node, offset, document);
}

function placeIn(block: Block, node: ChildNode, offset: number, document: Document): Place {
	if (block.kind === 'text') {
		return { node, visible: visibleBefore(block, offset, document) };
	}
	if (block.kind !== 'container' || !(node instanceof Element)) {
		return { node };
	}
	const { child, index } = childAt(block.children, offset, document.source);
	const body = node.classList.contains('table-scroll') ? node.firstElementChild : node;
	const childNode = body?.childNodes[index];
	return child && childNode ? placeIn(child, childNode, offset, document) : { node };
}

interface Child {
	readonly child: Block | undefined;
	readonly index: number;
}

function childAt(children: readonly Block[], offset: number, source: string): Child {
	const [first] = children;
	if (first?.kind === 'text' && isCell(first)) {
		return cellAt(children, offset, source);
	}
	const last = children.findLastIndex(({ start, kind }) => start < offset && kind !== 'definition');
	const index = Math.max(0, last);
	return { child: children[index], index };
}

function isCell({ tag }: TextBlock): boolean {
	return tag === 'td' || tag === 'th';
}

/** Cells have no lines of their own: they are found in their row by what they hold. */
function cellAt(cells: readonly Block[], offset: number, source: string): Child {
	let from = cells[0]?.start ?? 0;
	let found: Child = { child: cells[0], index: 0 };
	for (const [index, cell] of cells.entries()) {
		const content = cell.kind === 'text' ? escapeBars(cell.content) : '';
		const at = source.indexOf(content, from);
		if (at < 0 || at >= offset) {
			break;
		}
		found = { child: { ...cell, start: at }, index };
		from = at + content.length;
	}
	return found;
}

/** In the source, a bar inside of a cell has a backslash before it. */
function escapeBars(content: string): string {
	return content.replaceAll('|', String.raw`\|`);
}

/** What a place is tried at before it is given up: the longest entity has 33 characters. */
const MAX_STEPS = 40;

/** Reads the content with a stand-in character at the place and counts what is shown before it. */
function visibleBefore(block: TextBlock, offset: number, document: Document): number {
	const { content } = block;
	const environment = { references: document.references, math: document.math };
	const unmarked = JSON.stringify(parseInline(content, environment));
	const standIns = standInsFor(content);
	let at = contentOffset(block, offset, document.source);
	let nearest: number | undefined;
	for (let step = 0; step < MAX_STEPS; step++) {
		let isSwallowed = false;
		for (const standIn of standIns) {
			const inlines = parseInline(content.slice(0, at) + standIn + content.slice(at), environment);
			const { length, isFound } = lengthBefore(inlines, standIn);
			if (isFound && without(standIn, inlines) === unmarked) {
				return length;
			}
			isSwallowed ||= !isFound;
			nearest ??= length;
		}
		const rest = content.slice(at);
		const width = isSwallowed ? rest.search(/[\s)>]/) + 1 : runLength(rest);
		if (width === 0) {
			break;
		}
		// The host name of a link swallows the stand-in, an escape or a row of asterisks is torn by it: the
		// place moves behind them.
		at += width;
	}
	return nearest ?? 0;
}

/**
 * A letter, a space and a punctuation mark that the content does not have: whether asterisks and underscores
 * are emphasis hangs on which of these they stand beside, and the stand-in may not change it.
 */
function standInsFor(content: string): readonly string[] {
	return ['\uE000\uF8FF', '\u2006\u2008', '\u2E17\u2E1A'].map(([first = '', second = '']) =>
		content.includes(first) ? second : first,
	);
}

function without(standIn: string, inlines: readonly Inline[]): string {
	return JSON.stringify(inlines)
		.replaceAll(standIn, '')
		.replaceAll(encodeURIComponent(standIn), '');
}

/** How often the first character comes in a row; 0 for an empty text. */
function runLength(text: string): number {
	return /^(.)\1*/su.exec(text)?.[0].length ?? 0;
}

/** Formulas, images and breaks count as one character. A place in a link's target is its end. */
function lengthBefore(
	inlines: readonly Inline[],
	standIn: string,
): { length: number; isFound: boolean } {
	let length = 0;
	for (const inline of inlines) {
		const inner =
			'children' in inline
				? lengthBefore(inline.children, standIn)
				: lengthInText('text' in inline ? inline.text : ' ', standIn);
		length += inner.length;
		if (inner.isFound || holds(inline, standIn)) {
			return { length, isFound: true };
		}
	}
	return { length, isFound: false };
}

function holds(inline: Inline, standIn: string): boolean {
	return Object.values(inline).some(
		value =>
			typeof value === 'string' &&
			(value.includes(standIn) || value.includes(encodeURIComponent(standIn))),
	);
}

function lengthInText(text: string, standIn: string): { length: number; isFound: boolean } {
	const at = text.indexOf(standIn);
	return { length: at < 0 ? text.length : at, isFound: at >= 0 };
}

/** The content is the source without indentation and marks, line by line. */
function contentOffset(block: TextBlock, offset: number, source: string): number {
	const { content, start } = block;
	if (isCell(block)) {
		const before = escapeBars(content).slice(0, Math.max(0, offset - start));
		return before.replaceAll(String.raw`\|`, '|').length;
	}
	let lineStart = start;
	let before = 0;
	for (const line of content.split('\n')) {
		const at = source.indexOf(line.trimEnd(), lineStart);
		const lineEnd = source.indexOf('\n', Math.max(at, lineStart));
		if (at < 0 || lineEnd < 0 || offset <= lineEnd) {
			return before + Math.min(line.length, Math.max(0, offset - at));
		}
		before += line.length + 1;
		lineStart = lineEnd + 1;
	}
	return content.length;
}

function insert(marker: HTMLElement, { node, visible }: Place, placed: ReadonlySet<Node>): void {
	let target = node;
	if (visible !== undefined && node instanceof Element) {
		const found = nodeBefore(node, visible, placed);
		if (!found) {
			node.append(marker);
			return;
		}
		target = found;
	}
	while (target.nextSibling && placed.has(target.nextSibling)) {
		target = target.nextSibling;
	}
	target.after(marker);
}

/** The node that ends where `visible` characters of the element are over; splits a text for it. */
function nodeBefore(
	element: Element,
	visible: number,
	placed: ReadonlySet<Node>,
): ChildNode | undefined {
	let left = visible;
	for (const { node, length } of visibleNodes(element, placed)) {
		if (left > length) {
			left -= length;
			continue;
		}
		const whole = wholeAround(node, element);
		if (whole) {
			return whole;
		}
		if (node instanceof Text && left < length) {
			const end = wordEnd(node.data, left);
			if (end < length) {
				node.splitText(end);
			}
		}
		return node;
	}
	return undefined;
}

/** The outermost link or piece of code around the node. */
function wholeAround(node: ChildNode, element: Element): Element | undefined {
	let whole: Element | undefined;
	for (
		let parent = node.parentElement;
		parent && parent !== element;
		parent = parent.parentElement
	) {
		whole = parent.matches('a, code') ? parent : whole;
	}
	return whole;
}

function* visibleNodes(
	parent: Element,
	placed: ReadonlySet<Node>,
): Generator<{ node: ChildNode; length: number }> {
	for (const node of [...parent.childNodes]) {
		if (placed.has(node) || (node instanceof Element && node.matches('input'))) {
			continue;
		}
		if (node instanceof Text) {
			yield { node, length: node.length };
		} else if (node instanceof Element && node.matches('br, img, .image-link, .math')) {
			yield { node, length: 1 };
		} else if (node instanceof Element) {
			yield* visibleNodes(node, placed);
		}
	}
}

/** A marker never splits a word or a character. */
function wordEnd(text: string, from: number): number {
	const isInWord = /[\p{L}\p{N}]$/u.test(text.slice(0, from));
	const rest = isInWord ? /^[\p{L}\p{N}]*/u.exec(text.slice(from)) : null;
	const end = from + (rest?.[0].length ?? 0);
	return /^[\uDC00-\uDFFF]/.test(text.slice(end)) ? end + 1 : end;
}
