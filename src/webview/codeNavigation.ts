import { t } from './strings.ts';

/**
 * Puts the focus on the next code block or the one before: after the one that has the focus, else after what
 * is in view. After the last comes the first. Resolves to what a screen reader is told; empty without blocks.
 */
export function focusCodeBlock(scroller: HTMLElement, step: 1 | -1): string {
	const blocks = [...scroller.querySelectorAll<HTMLElement>('.code-block')].filter(
		block => block.closest('details:not([open])') === null,
	);
	const at = wantedIndex(blocks, scroller, step);
	const block = blocks.at(at % blocks.length);
	if (block === undefined) {
		return '';
	}
	block.tabIndex = -1;
	block.focus({ preventScroll: true });
	const isHigh = block.offsetHeight > scroller.clientHeight;
	block.scrollIntoView({ block: isHigh ? 'start' : 'center' });
	const { language = '' } = block.dataset;
	const name = language === '' ? t('code') : t('codeIn', language);
	return t('codeBlockOf', name, blocks.indexOf(block) + 1, blocks.length);
}

/** May be one before the first or after the last. */
function wantedIndex(blocks: readonly HTMLElement[], scroller: HTMLElement, step: 1 | -1): number {
	const focused = blocks.findIndex(block => block.contains(document.activeElement));
	if (focused >= 0) {
		return focused + step;
	}
	const { top, bottom } = scroller.getBoundingClientRect();
	if (step === 1) {
		const next = blocks.findIndex(block => block.getBoundingClientRect().bottom > top);
		return next < 0 ? 0 : next;
	}
	return blocks.findLastIndex(block => block.getBoundingClientRect().top < bottom);
}
