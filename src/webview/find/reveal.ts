/** In so many pictures a place stands still before it is left alone: what comes into view takes its real height. */
const STANDING_FRAMES = 8;

/** About a second: after that, a place that is not in view cannot be. */
const MAX_FRAMES = 60;

/** What is brought into view at present: a later place or a person's wheel ends it. */
let settling: Target | undefined;

/** Unfolds what hides the range and brings it into the middle of the scroller. */
export function reveal(range: AbstractRange, scroller: HTMLElement): void {
	const { startContainer } = range;
	const element = startContainer.parentElement;
	for (
		let fold = element?.closest('details');
		fold;
		fold = fold.parentElement?.closest('details')
	) {
		fold.open = true;
	}
	if (element) {
		element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		settling = { range, element };
		settle(settling, scroller);
		// The same function each time, so that it listens once however often a person goes on.
		scroller.addEventListener('wheel', leave, { once: true, passive: true });
	}
}

function leave(): void {
	settling = undefined;
}

interface Target {
	readonly range: AbstractRange;
	/** Holds the start of the range. */
	readonly element: Element;
}

function settle(
	target: Target,
	scroller: HTMLElement,
	standing = STANDING_FRAMES,
	left = MAX_FRAMES,
): void {
	if (!target.element.isConnected || target !== settling) {
		return;
	}
	const box = boxOf(target);
	scrollSideways(target.element, box);
	const view = scroller.getBoundingClientRect();
	const isInView = box.top >= view.top + MARGIN && box.bottom <= view.bottom - MARGIN;
	if (!isInView) {
		scroller.scrollTop += box.top - view.top - (view.height - box.height) / 2;
	}
	const rest = isInView ? standing - 1 : STANDING_FRAMES;
	if (rest > 0 && left > 0) {
		requestAnimationFrame(() => settle(target, scroller, rest, left - 1));
	}
}

/** Room for the find bar. */
const MARGIN = 40;

function scrollSideways(element: Element, box: DOMRect): void {
	const region = element.closest<HTMLElement>('pre, .table-scroll');
	if (region) {
		const view = region.getBoundingClientRect();
		if (box.left < view.left || box.right > view.right) {
			region.scrollLeft += box.left - view.left - view.width / 3;
		}
	}
}

/** Code takes its colours meanwhile: the text is then in other nodes, but still inside of its element. */
function boxOf({ range: place, element }: Target): DOMRect {
	const { startContainer, startOffset, endContainer, endOffset } = place;
	const isThere = startContainer.isConnected && endContainer.isConnected;
	if (!isThere || startOffset > lengthOf(startContainer) || endOffset > lengthOf(endContainer)) {
		return element.getBoundingClientRect();
	}
	const range = document.createRange();
	range.setStart(startContainer, startOffset);
	range.setEnd(endContainer, endOffset);
	return range.getBoundingClientRect();
}

function lengthOf(node: Node): number {
	return node instanceof Text ? node.length : node.childNodes.length;
}
