import type { Block, CodeBlockNode, ContainerBlock, MathBlock, TextBlock } from './blockTree.ts';
import { CodeBlock } from './codeBlock.ts';
import type { RenderContext } from './context.ts';
import { InlineView } from './inlineView.ts';
import { firstWord } from './tokenizer.ts';

/** What shows one block. Lives as long as the block may still change. */
export interface BlockView {
	readonly node: ChildNode;
	/** The block as last shown. */
	readonly block: Block;
	/** Shows a later reading of the same block, or says that it cannot. */
	update(block: Block, isGrowing: boolean): boolean;
	/** A link definition has come: shows what it changes. */
	resolveAgain(): void;
	/** The block is complete and will not be updated again. */
	close(): void;
	/** The block was misread and leaves the page. */
	discard(): void;
}

export function createView(block: Block, context: RenderContext, isGrowing: boolean): BlockView {
	switch (block.kind) {
		case 'text':
			return new TextView(block, context, isGrowing);
		case 'container':
			return new ContainerView(block, context, isGrowing);
		case 'code':
			return new CodeView(block, context, isGrowing);
		default:
			return new PlainView(block, context);
	}
}

/** Makes the last children of `parent` show `blocks`; only the last one may still be growing. */
export function patchBlocks(
	parent: Element,
	views: BlockView[],
	blocks: readonly Block[],
	context: RenderContext,
	isGrowing: boolean,
): void {
	for (const [index, block] of blocks.entries()) {
		const isLast = isGrowing && index === blocks.length - 1;
		const view = views[index];
		if (view?.update(block, isLast)) {
			continue;
		}
		view?.discard();
		const created = createView(block, context, isLast);
		if (view) {
			view.node.replaceWith(created.node);
		} else {
			parent.append(created.node);
		}
		views[index] = created;
	}
	for (const view of views.splice(blocks.length)) {
		view.discard();
		view.node.remove();
	}
}

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
			block.align !== align
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
	paragraph.id = `task-${crypto.randomUUID()}`;
	const box = document.createElement('input');
	box.type = 'checkbox';
	box.disabled = true;
	box.checked = checked;
	box.defaultChecked = checked;
	box.setAttribute('aria-labelledby', paragraph.id);
	return box;
}

export class ContainerView implements BlockView {
	readonly node: HTMLElement;
	/** Where the children stand; inside `node` when that is a wrapper. */
	readonly body: HTMLElement;
	/** The children that may still change, which are the last ones. */
	readonly children: BlockView[] = [];
	/** Source that puts a parser inside this block, found when it was first resumed. */
	opening: string | undefined;
	/** Whether children that were complete have left `children`. */
	isCut = false;
	readonly #context: RenderContext;
	#block: ContainerBlock;

	constructor(block: ContainerBlock, context: RenderContext, isGrowing: boolean) {
		this.body = document.createElement(block.tag);
		this.node = block.tag === 'table' ? wrapTable(this.body, context) : this.body;
		this.#context = context;
		this.#block = block;
		if (block.first !== undefined) {
			this.body.setAttribute('start', String(block.first));
		}
		this.#show(block, isGrowing);
	}

	get block(): ContainerBlock {
		return this.#block;
	}

	update(block: Block, isGrowing: boolean): boolean {
		const { tag, first } = this.#block;
		if (block.kind !== 'container' || block.tag !== tag || block.first !== first) {
			return false;
		}
		this.#show(block, isGrowing);
		return true;
	}

	resolveAgain(): void {
		for (const child of this.children) {
			child.resolveAgain();
		}
	}

	close(): void {
		for (const child of this.children) {
			child.close();
		}
	}

	discard(): void {
		for (const child of this.children) {
			child.discard();
		}
	}

	#show(block: ContainerBlock, isGrowing: boolean): void {
		this.#block = block;
		if (block.tag === 'ul' || block.tag === 'ol') {
			this.body.classList.toggle('tight', block.tight === true);
		}
		patchBlocks(this.body, this.children, block.children, this.#context, isGrowing);
	}
}

function wrapTable(table: HTMLElement, { scrollRegions, labels }: RenderContext): HTMLElement {
	const wrapper = document.createElement('div');
	wrapper.className = 'table-scroll';
	wrapper.append(table);
	scrollRegions.watch(wrapper, table, labels.table);
	return wrapper;
}

export class CodeView implements BlockView {
	readonly node: HTMLElement;
	readonly code: CodeBlock;
	/** Source that puts a parser inside this block, found when it was first resumed. */
	opening: string | undefined;
	readonly #context: RenderContext;
	#block: CodeBlockNode;
	/** What the block's last reading showed; earlier lines are fixed. */
	#shown = '';

	constructor(block: CodeBlockNode, context: RenderContext, isGrowing: boolean) {
		this.#context = context;
		this.#block = block;
		this.code = new CodeBlock(firstWord(block.info), context.codeBlocks.length);
		this.node = this.code.container;
		context.codeBlocks.push(this.code);
		context.scrollRegions.watch(
			this.code.element,
			this.code.code,
			context.labels.codeBlock(this.code.language),
		);
		context.options.decorateCodeBlock?.(this.code);
		this.#show(block, isGrowing);
	}

	get block(): CodeBlockNode {
		return this.#block;
	}

	update(block: Block, isGrowing: boolean): boolean {
		const { info, fence } = this.#block;
		if (block.kind !== 'code' || block.info !== info || block.fence !== fence) {
			return false;
		}
		this.#block = block;
		this.#show(block, isGrowing);
		return true;
	}

	/** Reading goes on with the last complete line, or after it: all before that is fixed. */
	fix(keepsLastLine: boolean): void {
		const end = this.#shown.lastIndexOf('\n');
		const from = keepsLastLine && end > 0 ? this.#shown.lastIndexOf('\n', end - 1) : end;
		const isFirstLine = keepsLastLine && end <= 0;
		this.#shown = isFirstLine ? this.#shown : this.#shown.slice(from + 1);
	}

	resolveAgain(): void {
		// Code holds no links.
	}

	close(): void {
		if (!this.code.closed) {
			this.code.close();
			this.#context.options.onCodeBlock?.(this.code, 'closed');
		}
	}

	discard(): void {
		const { codeBlocks, options } = this.#context;
		codeBlocks.splice(codeBlocks.indexOf(this.code), 1);
		options.onCodeBlock?.(this.code, 'removed');
	}

	#show(block: CodeBlockNode, isGrowing: boolean): void {
		const content = shownContent(block, isGrowing);
		if (!content.startsWith(this.#shown)) {
			this.code.truncate(this.#shown.length);
			this.#shown = '';
		}
		if (content !== this.#shown) {
			this.code.append(content.slice(this.#shown.length));
			this.#shown = content;
			this.#context.options.onCodeBlock?.(this.code, 'grown');
		}
		if (block.closed) {
			this.close();
		}
	}
}

/** An indented block always ends with a line break, even where more of its line may follow. */
function shownContent({ fence, content }: CodeBlockNode, isGrowing: boolean): string {
	return isGrowing && fence === '' ? content.replace(/\n$/, '') : content;
}

/** Rule, formula or definition: what does not grow in place. */
class PlainView implements BlockView {
	readonly node: ChildNode;
	#block: Block;

	readonly #context: RenderContext;

	constructor(block: Block, context: RenderContext) {
		this.#block = block;
		this.#context = context;
		this.node = createPlain(block, context);
	}

	get block(): Block {
		return this.#block;
	}

	update(block: Block): boolean {
		const before = this.#block;
		this.#block = block;
		if (before.kind === 'math' && block.kind === 'math') {
			return block.source === before.source && block.closed === before.closed;
		}
		return before.kind === block.kind;
	}

	resolveAgain(): void {
		// No inline content.
	}

	close(): void {
		if (this.#block.kind === 'definition') {
			this.#context.references.define(this.#block.label, this.#block.reference);
		}
	}

	discard(): void {
		// A rule, formula or definition has told nobody of itself yet.
	}
}

function createPlain(block: Block, context: RenderContext): ChildNode {
	if (block.kind === 'math') {
		return createMathBlock(block, context);
	}
	return block.kind === 'rule' ? document.createElement('hr') : document.createTextNode('');
}

function createMathBlock({ tex, source, closed }: MathBlock, context: RenderContext): HTMLElement {
	const element = document.createElement('p');
	element.className = 'math math-display';
	if (closed) {
		context.math.draw(element, tex, source, true);
	} else {
		element.className = 'math-source';
		element.textContent = source;
	}
	return element;
}
