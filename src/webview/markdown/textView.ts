import type { Block, TextBlock } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import type { RenderContext } from './context.ts';
import { InlineView } from './inlineView.ts';

export class TextView implements BlockView {
	readonly node: HTMLElement;
	readonly inline: InlineView;
	/** Where reading was last resumed within the text, and how much of its content that left out. */
	cut: { readonly offset: number; readonly omitted: number } | undefined;
	#block: TextBlock;

	constructor(block: TextBlock, context: RenderContext, isGrowing: boolean) {
		this.node = createTextElement(block, context);
		this.inline = new InlineView(this.node, context);
		this.inline.update(block.content, block.omitted, isGrowing);
		this.#block = block;
	}

	get block(): TextBlock {
		return this.#block;
	}

	update(block: Block, isGrowing: boolean): boolean {
		const { tag, task, align } = this.#block;
		if (
			block.kind !== 'text' ||
			block.tag !== tag ||
			block.task !== task ||
			block.align !== align ||
			!this.inline.fits(block.content, block.omitted)
		) {
			return false;
		}
		this.inline.update(block.content, block.omitted, isGrowing);
		this.#block = block;
		return true;
	}

	resolveAgain(): void {
		this.inline.resolveOpen();
	}

	close(): void {
		this.inline.close();
	}

	discard(): void {
		this.inline.discard();
	}
}

function createTextElement(block: TextBlock, context: RenderContext): HTMLElement {
	const level = /^h([1-6])$/.exec(block.tag)?.[1];
	if (level) {
		return createHeading(Number(level) + (context.options.headingLevel ?? 1) - 1);
	}
	const element = document.createElement(block.tag);
	if (block.tag === 'th') {
		element.setAttribute('scope', 'col');
	}
	if (block.align) {
		element.classList.add(`align-${block.align}`);
	}
	if (block.task) {
		element.append(createCheckbox(element, block.task === 'done'));
	}
	return element;
}

function createHeading(level: number): HTMLElement {
	const element = document.createElement(`h${Math.min(level, 6)}`);
	if (level > 6) {
		element.setAttribute('aria-level', String(level));
	}
	return element;
}

/** The text of the task is the name of its check box. */
function createCheckbox(paragraph: HTMLElement, checked: boolean): HTMLElement {
	paragraph.classList.add('task');
	paragraph.id = `task-${Math.random().toString(36).slice(2)}`;
	const box = document.createElement('input');
	box.type = 'checkbox';
	box.disabled = true;
	box.checked = checked;
	box.defaultChecked = checked;
	box.setAttribute('aria-labelledby', paragraph.id);
	return box;
}
