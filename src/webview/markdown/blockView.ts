import type { Block } from './blockTree.ts';

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
