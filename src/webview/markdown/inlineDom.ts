import type { RenderContext } from './context.ts';
import type { Inline, InlineImage, InlineLink, InlineMath } from './inlineTree.ts';

/** A piece of inline content and the node that shows it. */
export interface InlinePiece {
	inline: Inline;
	readonly node: ChildNode;
	readonly children: InlinePiece[];
}

/**
 * Makes the last nodes of `parent` show `inlines`, keeping every node whose kind stays: text
 * grows in place, so selections and focus in it survive.
 */
export function patchInlines(
	parent: Element,
	pieces: InlinePiece[],
	inlines: readonly Inline[],
	context: RenderContext,
): void {
	const kept = sameAtEnd(pieces, inlines);
	const last = pieces.splice(pieces.length - kept);
	const next = last[0]?.node ?? null;
	const changing = inlines.slice(0, inlines.length - kept);
	for (const [index, inline] of changing.entries()) {
		const piece = pieces[index];
		if (piece && isSameKind(piece.inline, inline)) {
			updatePiece(piece, inline, context);
			continue;
		}
		const created = createPiece(inline, context, parent.closest('a') !== null);
		parent.insertBefore(created.node, piece?.node ?? next);
		piece?.node.remove();
		pieces[index] = created;
	}
	for (const { node } of pieces.splice(changing.length)) {
		node.remove();
	}
	for (const [index, piece] of last.entries()) {
		updatePiece(piece, inlines[changing.length + index] ?? piece.inline, context);
	}
	pieces.push(...last);
}

/** How many pieces at the end stay when something before them comes or goes, as a link does. */
function sameAtEnd(pieces: readonly InlinePiece[], inlines: readonly Inline[]): number {
	if (pieces.length === inlines.length) {
		return 0;
	}
	let count = 0;
	for (const piece of pieces.toReversed()) {
		const inline = inlines.at(-1 - count);
		if (!inline || !isSameKind(piece.inline, inline) || textOf(piece.inline) !== textOf(inline)) {
			break;
		}
		count++;
	}
	return count;
}

function textOf(inline: Inline): string {
	return 'text' in inline ? inline.text : '';
}

function isSameKind(before: Inline, after: Inline): boolean {
	switch (after.kind) {
		case 'span':
			return before.kind === 'span' && before.tag === after.tag;
		case 'link':
			return before.kind === 'link' && (before.href === '') === (after.href === '');
		case 'image':
			return before.kind === 'image' && before.src === after.src && before.alt === after.alt;
		case 'math':
			return before.kind === 'math' && before.source === after.source;
		default:
			return before.kind === after.kind;
	}
}

function updatePiece(piece: InlinePiece, inline: Inline, context: RenderContext): void {
	const { node } = piece;
	if (inline.kind === 'text' && node instanceof Text) {
		updateText(node, inline.text);
	} else if (inline.kind === 'code' && node.firstChild instanceof Text) {
		updateText(node.firstChild, inline.text);
	} else if ('children' in inline && node instanceof Element) {
		if (inline.kind === 'link') {
			describeLink(node, inline);
		}
		patchInlines(node, piece.children, inline.children, context);
	}
	piece.inline = inline;
}

/** Replaces only what differs: positions before the difference stay valid for selections. */
function updateText(node: Text, text: string): void {
	const before = node.data;
	if (before === text) {
		return;
	}
	if (text.startsWith(before)) {
		node.appendData(text.slice(before.length));
		return;
	}
	let same = 0;
	while (same < before.length && before[same] === text[same]) {
		same++;
	}
	node.replaceData(same, before.length - same, text.slice(same));
}

function createPiece(inline: Inline, context: RenderContext, inLink: boolean): InlinePiece {
	const children: InlinePiece[] = [];
	const node = createNode(inline, context, inLink);
	if ('children' in inline && node instanceof Element) {
		for (const child of inline.children) {
			const piece = createPiece(child, context, inLink || inline.kind === 'link');
			children.push(piece);
			node.append(piece.node);
		}
	}
	return { inline, node, children };
}

function createNode(inline: Inline, context: RenderContext, inLink: boolean): ChildNode {
	switch (inline.kind) {
		case 'text':
			return document.createTextNode(inline.text);
		case 'code':
			return elementWithText('code', inline.text);
		case 'break':
			return document.createElement('br');
		case 'span':
			return document.createElement(inline.tag);
		case 'link':
			return describeLink(document.createElement(inline.href === '' ? 'span' : 'a'), inline);
		case 'image':
			return createImage(inline, context, inLink);
		case 'math':
			return createMath(inline, context);
	}
}

function elementWithText(tag: string, text: string): HTMLElement {
	const element = document.createElement(tag);
	element.append(document.createTextNode(text));
	return element;
}

function describeLink<E extends Element>(element: E, { href, title }: InlineLink): E {
	if (href !== '') {
		element.setAttribute('href', href);
		element.setAttribute('rel', 'noopener noreferrer');
		element.setAttribute('title', title === '' ? href : `${title}\n${href}`);
	}
	return element;
}

const shownImage = /^data:image\/(?:png|jpeg|gif|webp)[;,]/i;

/** Only images that are already here are shown: loading another would tell its server of us. */
function createImage(inline: InlineImage, context: RenderContext, inLink: boolean): HTMLElement {
	const { src, alt, title } = inline;
	if (shownImage.test(src)) {
		const image = document.createElement('img');
		image.src = src;
		image.alt = alt;
		image.title = title;
		return image;
	}
	const chip = elementWithText(inLink ? 'span' : 'a', alt === '' ? context.labels.image : alt);
	chip.className = 'image-link';
	chip.title = title === '' ? src : `${title}\n${src}`;
	if (!inLink && src !== '') {
		chip.setAttribute('href', src);
		chip.setAttribute('rel', 'noopener noreferrer');
	}
	return chip;
}

function createMath({ tex, source, display }: InlineMath, context: RenderContext): HTMLElement {
	const element = document.createElement('span');
	element.className = display ? 'math math-display' : 'math';
	context.math.draw(element, tex, source, display);
	return element;
}
