import type { CodeBlock } from './codeBlock.ts';
import type { MathRenderer } from './math.ts';
import type { References } from './references.ts';
import type { ScrollRegions } from './scrollRegions.ts';

export type CodeBlockChange = 'grown' | 'closed' | 'removed';

/** Words a screen reader hears; the owner passes translated ones. */
export interface MarkdownLabels {
	/** Name of a code block that scrolls; the language is empty when the block names none. */
	codeBlock(language: string): string;
	readonly table: string;
	/** Shown for an image without alternative text. */
	readonly image: string;
}

export interface MarkdownOptions {
	/** Called instead of following a link, with its target as written. */
	readonly onLink?: ((href: string) => void) | undefined;
	/** Inline code that is a link to what it names: `onLink` gets its text. */
	readonly isTarget?: ((code: string) => boolean) | undefined;
	/** Called once when a code block appears: the place to fill its toolbar. */
	readonly decorateCodeBlock?: ((block: CodeBlock) => void) | undefined;
	/**
	 * Called when a code block has grown (at most once a flush), is complete, or turns out to be
	 * something else.
	 */
	readonly onCodeBlock?: ((block: CodeBlock, change: CodeBlockChange) => void) | undefined;
	/** Level that `#` gets in the page's outline, 1 to 6. Default 1. */
	readonly headingLevel?: number | undefined;
	/** Recognise TeX formulas. Default true. */
	readonly math?: boolean | undefined;
	readonly labels?: MarkdownLabels | undefined;
}

export const englishLabels: MarkdownLabels = {
	codeBlock: language => (language === '' ? 'Code' : `Code, ${language}`),
	table: 'Table',
	image: 'Image',
};

/** What all views of one document share. */
export interface RenderContext {
	readonly options: MarkdownOptions;
	readonly labels: MarkdownLabels;
	readonly references: References;
	readonly math: MathRenderer;
	readonly scrollRegions: ScrollRegions;
	readonly codeBlocks: CodeBlock[];
}
