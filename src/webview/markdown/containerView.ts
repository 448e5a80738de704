import type { Block, ContainerBlock } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import { CodeView } from './codeView.ts';
import type { RenderContext } from './context.ts';
import { PlainView } from './plainView.ts';
import { TextView } from './textView.ts';

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
	/** Of a list: whether what can no longer change has made it loose. */
	isLoose = false;
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

/** Makes the last children of `parent` show `blocks`; only the last one may still be growing. */
export function patchBlocks(
	parent: { append(node: ChildNode): void },
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

function createView(block: Block, context: RenderContext, isGrowing: boolean): BlockView {
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
