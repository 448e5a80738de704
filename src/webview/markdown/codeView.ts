import type { Block, CodeBlockNode } from './blockTree.ts';
import type { BlockView } from './blockView.ts';
import { CodeBlock } from './codeBlock.ts';
import type { RenderContext } from './context.ts';
import { firstWord } from './tokenizer.ts';

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
