import type { Block } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import { ContainerView } from './containerView.ts';
import type { TailSource } from './openings.ts';
import { TextView } from './textView.ts';

/**
 * Index of the first view that stays open: the last whose first line is complete, or a definition
 * before it, because the lines right after a definition may yet become its title.
 */
export function openIndex(views: readonly BlockView[], complete: number): number {
	const last = views.findLastIndex(view => isCertain(view, complete));
	for (let index = last; index > 0; index--) {
		const before = views[index - 1]?.block;
		const block = views[index]?.block;
		if (!block || before?.end !== block.start || !mayBeTitle(block)) {
			break;
		}
		if (endsWithDefinition(before)) {
			return index - 1;
		}
	}
	return last;
}

/**
 * Whether the text ends with the first characters of a block after a blank line, inside a list
 * that is tight so far. Until that line is complete it may make the list loose, or not.
 */
export function isTentative(views: readonly BlockView[], source: TailSource): boolean {
	const { text, start, complete } = source;
	const isAfterBlank = /(?:^|\n)[ \t>]*\n$/.test(text.slice(0, complete - start));
	return isAfterBlank && isUncertainInList(views, complete, false);
}

function isUncertainInList(
	views: readonly BlockView[],
	complete: number,
	isInTightList: boolean,
): boolean {
	const last = views.at(-1);
	if (!(last instanceof ContainerView) || last.children.length === 0) {
		return isInTightList && last !== undefined && !isCertain(last, complete);
	}
	const isTightList = /^[uo]l$/.test(last.block.tag) && !last.isLoose;
	return isUncertainInList(last.children, complete, isInTightList || isTightList);
}

/** Whether its first line is complete, or long enough to be sure of what it starts. */
function isCertain(view: BlockView, complete: number): boolean {
	const isLongText = view instanceof TextView && view.inline.frozenLength > 0;
	return view.block.start < complete || isLongText;
}

function mayBeTitle(block: Block): boolean {
	return block.kind === 'text' || (block.kind === 'code' && block.fence === '');
}

/** Itself or, since the title need not be indented, the last block inside it. */
function endsWithDefinition(block: Block | undefined): boolean {
	return block?.kind === 'container'
		? endsWithDefinition(block.children.at(-1))
		: block?.kind === 'definition';
}

/** Closes the views before `index`. */
export function closeBefore(views: BlockView[], index: number): void {
	for (const view of views.splice(0, Math.max(0, index))) {
		view.close();
	}
}
