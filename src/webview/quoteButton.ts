import { h, icon } from './dom.ts';
import { selectedPassage } from './quote.ts';
import { t } from './strings.ts';

const GAP = 6;

/** A button beside what is selected of the conversation, which takes it into the composer. */
export class QuoteButton {
	private readonly button = h(
		'button',
		{ type: 'button', class: 'button secondary quote-button', popover: 'manual' },
		icon('quote'),
		` ${t('quote')}`,
	);
	private readonly scroller: HTMLElement;
	private readonly onQuote: () => void;

	constructor(scroller: HTMLElement, onQuote: () => void) {
		this.scroller = scroller;
		this.onQuote = onQuote;
	}

	/** Follows what is selected from now on. */
	watch(): void {
		const { button, scroller, onQuote } = this;
		document.body.append(button);
		// The selection is lost with the focus.
		button.addEventListener('pointerdown', event => event.preventDefault());
		button.addEventListener('click', onQuote);
		document.addEventListener('selectionchange', () => this.hideWithoutSelection());
		for (const type of ['pointerup', 'keyup'] as const) {
			document.addEventListener(type, () => this.showForSelection());
		}
		scroller.addEventListener('scroll', () => this.hide(), { passive: true });
	}

	private showForSelection(): void {
		const selection = document.getSelection();
		if (selection === null || selectedPassage(selection, this.scroller) === '') {
			return;
		}
		const end = endOf(selection.getRangeAt(0));
		if (end !== undefined) {
			this.button.showPopover();
			this.place(end);
		}
	}

	private hideWithoutSelection(): void {
		if (document.getSelection()?.isCollapsed !== false) {
			this.hide();
		}
	}

	private hide(): void {
		if (this.button.matches(':popover-open')) {
			this.button.hidePopover();
		}
	}

	/** Under the end of the selection, inside what is in view. */
	private place({ right, bottom }: DOMRect): void {
		const { offsetWidth, offsetHeight, style } = this.button;
		const view = this.scroller.getBoundingClientRect();
		const left = Math.min(right, view.right - offsetWidth - GAP);
		const top = Math.min(bottom + GAP, view.bottom - offsetHeight - GAP);
		style.left = `${Math.max(view.left + GAP, left)}px`;
		style.top = `${Math.max(view.top + GAP, top)}px`;
	}
}

/** The last line of the selected text: a selection of whole paragraphs ends where the next one begins. */
function endOf(range: Range): DOMRect | undefined {
	const { startContainer, startOffset, endContainer, endOffset } = range;
	const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
	const line = document.createRange();
	let last: DOMRect | undefined;
	for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
		if (node instanceof Text && range.intersectsNode(node)) {
			line.setStart(node, node === startContainer ? startOffset : 0);
			line.setEnd(node, node === endContainer ? endOffset : node.length);
			last = [...line.getClientRects()].findLast(({ width }) => width > 0) ?? last;
		}
	}
	return last;
}
