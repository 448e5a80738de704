import { fenced } from '../shared/fence.ts';
import { visibleText } from '../shared/turnParts.ts';
import type { QuestionView } from './questionView.ts';
import type { TurnView } from './turnView.ts';

/** Text as a Markdown quotation, with a line for the reply after it. */
export function quotation(text: string): string {
	const lines = text.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '');
	return `${lines.replace(/^.*$/gm, line => (line === '' ? '>' : `> ${line}`))}\n\n`;
}

/** What is selected of the conversation; empty when nothing is. Code stays code. */
export function selectedPassage(selection: Selection | null, scroller: Element): string {
	if (selection === null || selection.isCollapsed || selection.rangeCount === 0) {
		return '';
	}
	const { commonAncestorContainer: place } = selection.getRangeAt(0);
	if (!scroller.contains(place)) {
		return '';
	}
	const text = selection.toString();
	const element = place instanceof Element ? place : place.parentElement;
	const block = element?.closest<HTMLElement>('.code-block');
	return text.trim() === '' || !block ? text.trim() : fenced(text, block.dataset['language']);
}

/** Where nothing is selected: the code block that has the focus, else the message, else the last answer. */
export function focusedPassage(scroller: Element): string {
	const focused = document.activeElement;
	const block = focused?.closest<HTMLElement>('.code-block');
	if (block && scroller.contains(block)) {
		return fenced(block.querySelector('pre')?.textContent ?? '', block.dataset['language']);
	}
	const message = focused?.closest<TurnView | QuestionView>('comet-turn, comet-question');
	const last = [...scroller.querySelectorAll<TurnView>('comet-turn')].at(-1);
	const view = message && scroller.contains(message) ? message : last;
	return view === undefined ? '' : visibleText(view.turn.parts);
}
