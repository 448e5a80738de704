/**
 * A paragraph, a cell, a code block …: text that a match may run through, over all its text nodes. Its white
 * space is what a person would type: one plain space for spaces and line breaks of any kind in a row, but in
 * code and the like each for itself.
 */
export interface TextBlock {
	readonly text: string;
	readonly nodes: readonly TextPiece[];
}

/** A stretch of a node that stands in the block character by character. */
interface TextPiece {
	readonly node: Text;
	/** Where it begins in the node, and how long it is. */
	readonly from: number;
	readonly length: number;
	/** Offset of its first character in the block. */
	readonly start: number;
}

/** What is on the page, but is no part of the conversation. */
const SKIPPED = [
	'button',
	'textarea',
	'annotation',
	'[hidden]',
	'.turn-author',
	'.turn-footer',
	'.turn-details',
	'.code-toolbar',
	'.source-marks',
	'.media-label',
	'.card-actions',
	'.visually-hidden',
].join(', ');

const BLOCKS = new Set(
	'ARTICLE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION SUMMARY TABLE TBODY TD TH THEAD TR UL'.split(
		' ',
	),
);

/** The style sheets let these keep their spaces and lines. */
const VERBATIM = 'pre, .user-text, .card-detail, .math-source';

/** No-break spaces and all other kinds, which nobody can type or tell apart. */
const SPACES = /\p{Zs}/gu;

/** With plain spaces; each keeps its place. */
export function plainSpaces(text: string): string {
	return text.replace(SPACES, ' ');
}

/** The text of a message as a person sees it, folded parts included, block by block. */
export function textBlocks(root: Element): readonly TextBlock[] {
	const blocks: TextBlock[] = [];
	let text = '';
	let nodes: TextPiece[] = [];
	// As at the start of a line: what follows a space adds none.
	let endsInSpace = true;
	const endBlock = () => {
		if (text.trim() !== '') {
			blocks.push({ text, nodes });
		}
		text = '';
		nodes = [];
		endsInSpace = true;
	};
	const add = (node: Text, from: number, to: number, words: string) => {
		if (from < to) {
			nodes.push({ node, from, length: to - from, start: text.length });
			text += words.slice(from, to);
			endsInSpace = words[to - 1] === ' ';
		}
	};
	const addCollapsed = (node: Text) => {
		const words = plainSpaces(node.data.replace(/[\t\n\f\r]/g, ' '));
		let from = endsInSpace ? words.search(/[^ ]|$/) : 0;
		for (const { 0: spaces, index } of words.matchAll(/ {2,}/g)) {
			add(node, from, index + 1, words);
			from = Math.max(from, index + spaces.length);
		}
		add(node, from, node.length, words);
	};
	const visit = (element: Element) => {
		const isVerbatim = element.closest(VERBATIM) !== null;
		for (const child of element.childNodes) {
			if (child instanceof Text) {
				if (isVerbatim) {
					add(child, 0, child.length, plainSpaces(child.data));
				} else {
					addCollapsed(child);
				}
			} else if (child instanceof HTMLBRElement) {
				text += '\n';
				endsInSpace = true;
			} else if (child instanceof Element && !child.matches(SKIPPED)) {
				visitElement(child);
			}
		}
	};
	const visitElement = (element: Element) => {
		const isBlock = BLOCKS.has(element.tagName);
		if (isBlock) {
			endBlock();
		}
		visit(element);
		if (isBlock) {
			endBlock();
		}
	};
	visitElement(root);
	endBlock();
	return blocks;
}

/** The range of a match; `undefined` when the block's nodes do not hold it. */
export function rangeOf({ nodes }: TextBlock, start: number, end: number): StaticRange | undefined {
	const first = nodes.findLast(piece => piece.start <= start);
	const last = nodes.findLast(piece => piece.start < end);
	if (first === undefined || last === undefined) {
		return undefined;
	}
	const offsetIn = (piece: TextPiece, offset: number) =>
		piece.from + Math.min(offset - piece.start, piece.length);
	return new StaticRange({
		startContainer: first.node,
		startOffset: offsetIn(first, start),
		endContainer: last.node,
		endOffset: offsetIn(last, end),
	});
}
