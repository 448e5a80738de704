import MarkdownIt from 'markdown-it';
import { blockMath, inlineMath } from './mathRules.ts';

/** Schemes that would run something in the page or in VS Code instead of showing a document. */
const forbiddenScheme =
	/^(?:javascript|vbscript|file|command|vscode[\w-]*|blob|filesystem|about|view-source):/;
const imageData = /^data:image\/(?:gif|png|jpeg|webp);/;

/** What one inline parse reads and reports; `MarkdownIt` calls it the environment. */
export interface InlineEnvironment {
	references: Record<string, LinkReference>;
	math: boolean;
	/** Inline code that becomes a link with its own text as the target, e.g. a place in a file. */
	isTarget?: ((code: string) => boolean) | undefined;
	/** Set by the parse: an emphasis delimiter is still waiting for its partner. */
	openDelimiter?: boolean | undefined;
	[key: string | symbol]: unknown;
}

export interface LinkReference {
	readonly href: string;
	readonly title: string;
}

type Tokenizer = InstanceType<typeof MarkdownIt>;
type InlineState = InstanceType<Tokenizer['inline']['State']>;

/**
 * markdown-it as this project uses it: GitHub's dialect without raw HTML, links that cannot run
 * anything, `www.` and `https://` linked but not bare host names (`main.rs` is a file), TeX math
 * unless the environment says `math: false`.
 */
export function createTokenizer(): Tokenizer {
	const tokenizer = new MarkdownIt({ html: false, linkify: true });
	tokenizer.validateLink = isSafeLink;
	tokenizer.linkify.add('//', null).add('www.', {
		validate: (text, position, linkify) => {
			const url = `//${text.slice(position - 'www.'.length, position + 2048)}`;
			return Math.max(0, linkify.testSchemaAt(url, 'http:', 0) - '//www.'.length);
		},
		normalize: match => {
			match.url = `http://${match.url}`;
		},
	});
	tokenizer.inline.ruler.before('escape', 'math', inlineMath);
	tokenizer.block.ruler.before('fence', 'math', blockMath, {
		alt: ['paragraph', 'reference', 'blockquote', 'list'],
	});
	tokenizer.inline.ruler2.after('balance_pairs', 'open_delimiters', noteOpenDelimiters);
	return tokenizer;
}

export const tokenizer = createTokenizer();

/** The language of a code block: the first word of its info string. */
export function firstWord(info: string): string {
	return tokenizer.utils.unescapeAll(info).trim().split(/\s+/, 1)[0] ?? '';
}

export function isSafeLink(url: string): boolean {
	const normalized = url.trim().toLowerCase();
	if (normalized.startsWith('data:')) {
		return imageData.test(normalized);
	}
	return !forbiddenScheme.test(normalized);
}

function noteOpenDelimiters(state: InlineState): void {
	state.env['openDelimiter'] ||= state.delimiters.some(({ open, end }) => open && end < 0);
}
