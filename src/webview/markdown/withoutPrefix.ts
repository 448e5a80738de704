import type { Block, ContainerBlock } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import { ContainerView } from './containerView.ts';
import { TextView } from './textView.ts';

/** Where a level of the resumed text holds something that is not in the source. */
export type Step =
	| { readonly kind: 'list' | 'item' | 'table' | 'code' }
	| { readonly kind: 'text'; readonly omitted: number };

/**
 * Takes the prefix's blocks out of what was parsed, so that it fits the open views. False when
 * what followed made the open block something else: it must be read from its start.
 */
export function withoutPrefix(
	blocks: Block[],
	steps: readonly Step[],
	views: readonly BlockView[],
): boolean {
	let siblings = blocks;
	let open = views;
	for (const step of steps) {
		const block = siblings[0];
		const view = open[0];
		if (!block || !view || !takeOut(step, block, view)) {
			return false;
		}
		block.start = view.block.start;
		siblings = block.kind === 'container' ? block.children : [];
		open = view instanceof ContainerView ? view.children : [];
	}
	return true;
}

function takeOut(step: Step, block: Block, view: BlockView): boolean {
	switch (step.kind) {
		case 'list':
			return takeOutProbe(block, view);
		case 'item':
			return (
				block.kind === 'container' && block.tag === 'li' && block.children.shift()?.kind === 'rule'
			);
		case 'table':
			return restoreBody(block);
		case 'code':
			return block.kind === 'code';
		case 'text':
			return takeOutLetter(block, view, step.omitted);
	}
}

function takeOutProbe(block: Block, view: BlockView): boolean {
	if (block.kind !== 'container' || !(view instanceof ContainerView)) {
		return false;
	}
	block.children.shift();
	block.first = view.block.first;
	block.tight = block.tight === true && !view.isLoose;
	return block.children.length > 0;
}

function takeOutLetter(block: Block, view: BlockView, omitted: number): boolean {
	if (block.kind !== 'text' || block.tag !== 'p' || !(view instanceof TextView)) {
		return false;
	}
	block.content = block.content.slice(1);
	block.omitted = omitted;
	return view.inline.fits(block.content, omitted);
}

function restoreBody(block: Block): boolean {
	if (block.kind !== 'container' || block.tag !== 'table') {
		return false;
	}
	if (block.children.length === 1) {
		const body: ContainerBlock = {
			kind: 'container',
			tag: 'tbody',
			start: block.start,
			end: block.end,
			children: [],
		};
		block.children.push(body);
	}
	return true;
}
