import type { RenderContext } from './context.ts';
import { type InlinePiece, patchInlines } from './inlineDom.ts';
import { parseInline } from './inlineTree.ts';
import { parseGrowing } from './mend.ts';
import type { ReferenceUser } from './references.ts';
import type { InlineEnvironment } from './tokenizer.ts';

/** Content longer than this is frozen where nothing open can reach it. */
const freezeFrom = 400;

/**
 * The inline content of one element while it grows. A long paragraph is frozen from its start:
 * once a prefix holds no unmatched mark, what follows cannot change how it reads.
 */
export class InlineView implements ReferenceUser {
	readonly #parent: Element;
	readonly #context: RenderContext;
	/** A child that is not content (the check box of a task). */
	readonly #lead: ChildNode | null;
	readonly #pieces: InlinePiece[] = [];
	readonly #frozen: string[] = [];
	#frozenLength = 0;
	#open = '';
	/** Whether the nodes show the content as it reads when nothing follows. */
	#isExact: boolean = true;
	#hasOpenMark: boolean = false;
	#isGrowing = false;

	constructor(parent: Element, context: RenderContext) {
		this.#parent = parent;
		this.#context = context;
		this.#lead = parent.lastChild;
	}

	/** UTF-16 length of the prefix that is parsed no more. */
	get frozenLength(): number {
		return this.#frozenLength;
	}

	/** The first of the content, at least what was frozen first. */
	get head(): string {
		return this.#frozen[0] ?? this.#open;
	}

	/** What is still parsed on each update. */
	get open(): string {
		return this.#open;
	}

	/**
	 * Whether content without its first `omitted` characters still starts with what is frozen. It
	 * does not when the last line of a paragraph turns out to be the head of a table.
	 */
	fits(content: string, omitted: number): boolean {
		const last = this.#frozen.at(-1) ?? '';
		const end = this.#frozenLength - omitted;
		return end === 0 || content.slice(end - last.length, end) === last;
	}

	/** Shows content that `fits`, without its first `omitted` characters. */
	update(content: string, omitted: number, isGrowing: boolean): void {
		const open = content.slice(this.#frozenLength - omitted);
		if (open === this.#open && (this.#isExact || isGrowing)) {
			return;
		}
		this.#open = open;
		this.#isGrowing = isGrowing;
		this.#render(isGrowing);
		if (isGrowing && open.length > freezeFrom && this.#isExact && !this.#hasOpenMark) {
			this.#freeze();
		}
	}

	/** The content is complete; from now on it changes only when a definition resolves a link. */
	close(): void {
		if (!this.#isExact) {
			this.#render(false);
		}
		if (this.#frozenLength > 0 || this.#open.includes('[')) {
			this.#context.references.watch(this, this.#frozen.join('') + this.#open);
		}
	}

	/** While the content still grows: a definition has come. */
	resolveOpen(): void {
		if (this.#open.includes('[') || this.#frozenLength > 0) {
			this.#render(this.#isGrowing);
		}
	}

	/** The element leaves the page. */
	discard(): void {
		this.#pieces.length = 0;
	}

	resolveAgain(): void {
		if (this.#frozenLength > 0) {
			this.#open = this.#frozen.join('') + this.#open;
			this.#frozen.length = 0;
			this.#frozenLength = 0;
			while (this.#parent.lastChild && this.#parent.lastChild !== this.#lead) {
				this.#parent.lastChild.remove();
			}
			this.#pieces.length = 0;
		}
		this.#render(false);
	}

	#render(isGrowing: boolean): void {
		const environment = this.#environment();
		const { inlines, isExact, hasOpenMark } = isGrowing
			? parseGrowing(this.#open, environment)
			: { inlines: parseInline(this.#open, environment), isExact: true, hasOpenMark: false };
		this.#isExact = isExact;
		this.#hasOpenMark = hasOpenMark;
		patchInlines(this.#parent, this.#pieces, inlines, this.#context);
	}

	#environment(): InlineEnvironment {
		return {
			references: this.#context.references.known,
			math: this.#context.options.math !== false,
			isTarget: this.#context.options.isTarget,
		};
	}

	#freeze(): void {
		const last = this.#pieces.at(-1);
		if (last?.inline.kind !== 'text' || !(last.node instanceof Text)) {
			return;
		}
		const { text } = last.inline;
		const cut = lastWordStart(text);
		const rest = text.slice(cut);
		if (cut <= 0 || !this.#open.endsWith(rest)) {
			return;
		}
		const prefix = this.#open.slice(0, -rest.length);
		// A backslash that is shown no more stands before what it will make a mark of: `\(`.
		if (/\S$/.test(prefix) || !isSettled(prefix, this.#pieces, text.slice(0, cut))) {
			return;
		}
		this.#frozen.push(prefix);
		this.#frozenLength += prefix.length;
		this.#open = rest;
		const node = last.node.splitText(cut);
		this.#pieces.splice(0, this.#pieces.length, {
			inline: { kind: 'text', text: rest },
			node,
			children: [],
		});
	}
}

/** Last position where a word starts after white space, or 0. */
function lastWordStart(text: string): number {
	for (let index = text.length - 1; index > 0; index--) {
		if (/\S/.test(text.charAt(index)) && /\s/.test(text.charAt(index - 1))) {
			return index;
		}
	}
	return 0;
}

/** Whether no mark in the prefix (the pieces, of the last only `lastText`) waits for a partner. */
function isSettled(prefix: string, pieces: readonly InlinePiece[], lastText: string): boolean {
	const withoutMath = pieces.reduce(
		(source, { inline }) => (inline.kind === 'math' ? source.replace(inline.source, '') : source),
		prefix,
	);
	const text = pieces.slice(0, -1).map(plain).join('') + lastText;
	return !/\\[([]/.test(withoutMath) && !/[`$]|\]\(/.test(text) && hasBalancedBrackets(text);
}

function plain({ inline, children }: InlinePiece): string {
	return inline.kind === 'text' ? inline.text : children.map(plain).join('');
}

function hasBalancedBrackets(text: string): boolean {
	let depth = 0;
	for (const character of text) {
		if (character === '[') {
			depth++;
		} else if (character === ']' && depth > 0) {
			depth--;
		}
	}
	return depth === 0;
}
