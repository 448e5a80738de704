/** A paragraph, a cell, a code block …: text that a match may run through, over all its text nodes. */
export interface TextBlock {
	readonly text: string;
	readonly nodes: readonly TextPiece[];
}

interface TextPiece {
	readonly node: Text;
	/** Offset of the node's first character in the block. */
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

/** The text of a message as a person sees it, folded parts included, block by block. */
export function textBlocks(root: Element): readonly TextBlock[] {
	const blocks: TextBlock[] = [];
	let text = '';
	let nodes: TextPiece[] = [];
	const endBlock = () => {
		if (text.trim() !== '') {
			blocks.push({ text, nodes });
		}
		text = '';
		nodes = [];
	};
	const visit = (element: Element) => {
		for (const child of element.childNodes) {
			if (child instanceof Text) {
				nodes.push({ node: child, start: text.length });
				text += child.data;
			} else if (child instanceof HTMLBRElement) {
				text += '\n';
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
	const offsetIn = ({ node, start: from }: TextPiece, offset: number) =>
		Math.min(offset - from, node.length);
	return new StaticRange({
		startContainer: first.node,
		startOffset: offsetIn(first, start),
		endContainer: last.node,
		endOffset: offsetIn(last, end),
	});
}
