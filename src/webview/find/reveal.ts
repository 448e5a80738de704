/** Pictures until a place that was jumped to stands still: what comes into view takes its real height. */
const SETTLING_FRAMES = 8;

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
	element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	settle(range, scroller, SETTLING_FRAMES);
}

function settle(range: AbstractRange, scroller: HTMLElement, frames: number): void {
	if (!range.startContainer.isConnected) {
		return;
	}
	const box = boxOf(range);
	scrollSideways(range.startContainer, box);
	const view = scroller.getBoundingClientRect();
	const isInView = box.top >= view.top + MARGIN && box.bottom <= view.bottom - MARGIN;
	if (!isInView) {
		scroller.scrollTop += box.top - view.top - (view.height - box.height) / 2;
	}
	if (frames > 0) {
		requestAnimationFrame(() => settle(range, scroller, isInView ? frames - 1 : frames - 2));
	}
}

/** Room for the find bar. */
const MARGIN = 40;

function scrollSideways(node: Node, box: DOMRect): void {
	const region = node.parentElement?.closest<HTMLElement>('pre, .table-scroll');
	if (region) {
		const view = region.getBoundingClientRect();
		if (box.left < view.left || box.right > view.right) {
			region.scrollLeft += box.left - view.left - view.width / 3;
		}
	}
}

function boxOf({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): DOMRect {
	const range = document.createRange();
	range.setStart(startContainer, startOffset);
	range.setEnd(endContainer, endOffset);
	return range.getBoundingClientRect();
}
