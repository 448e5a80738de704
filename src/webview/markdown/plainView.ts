import type { Block, MathBlock } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import type { RenderContext } from './context.ts';

/** Rule, formula or definition: what does not grow in place. */
export class PlainView implements BlockView {
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
