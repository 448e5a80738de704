import { type LinkReference, tokenizer } from './tokenizer.ts';

type Token = ReturnType<typeof tokenizer.parse>[number];

/** Where a block lies: UTF-16 offsets of its first line and of the line after it. */
interface Place {
	start: number;
	readonly end: number;
}

/** Paragraph, heading or table cell: an element with inline content. */
export interface TextBlock extends Place {
	readonly kind: 'text';
	readonly tag: string;
	content: string;
	/** How much of the content is left out because it was rendered before. */
	omitted: number;
	readonly align?: string | undefined;
	readonly task?: 'open' | 'done' | undefined;
}

/** Quote, list, item, table, table section or row. */
export interface ContainerBlock extends Place {
	readonly kind: 'container';
	readonly tag: string;
	readonly children: Block[];
	/** First number of an ordered list. */
	first?: number | undefined;
	/** Of a list; unknown until one of its items holds a paragraph. */
	tight?: boolean | undefined;
}

/** A fenced (`fence` is its opening mark) or indented (`fence` is empty) code block. */
export interface CodeBlockNode extends Place {
	readonly kind: 'code';
	readonly fence: string;
	readonly info: string;
	readonly content: string;
	readonly closed: boolean;
}

export interface RuleBlock extends Place {
	readonly kind: 'rule';
}

export interface MathBlock extends Place {
	readonly kind: 'math';
	readonly tex: string;
	readonly source: string;
	readonly closed: boolean;
}

/** `[label]: url "title"`: shows nothing, resolves links elsewhere. */
export interface DefinitionBlock extends Place {
	readonly kind: 'definition';
	readonly label: string;
	readonly reference: LinkReference;
}

export type Block =
	| TextBlock
	| ContainerBlock
	| CodeBlockNode
	| RuleBlock
	| MathBlock
	| DefinitionBlock;

/**
 * Splits the text into blocks; inline content stays unparsed. Line endings must be `\n`. Offsets
 * count from `base`, the offset of the text's start.
 */
export function parseBlocks(text: string, math: boolean, base = 0): Block[] {
	if (text === '') {
		return [];
	}
	const environment: { references?: Record<string, LinkReference>; math: boolean } = { math };
	const tokens: Token[] = [];
	const state = new tokenizer.block.State(text, tokenizer, { ...environment }, tokens);
	tokenizer.block.tokenize(state, 0, state.lineMax);
	const lineStarts = base === 0 ? state.bMarks : state.bMarks.map(start => base + start);
	return new TreeBuilder(lineStarts, state.env.references ?? {}).build(tokens);
}

const leafTags = new Set(['paragraph_open', 'heading_open', 'th_open', 'td_open']);
const taskMark = /^\[([ xX])\][ \t]+(?=\S)/;

class TreeBuilder {
	readonly #lineStarts: readonly number[];
	readonly #references: Readonly<Record<string, LinkReference>>;
	readonly #stack: ContainerBlock[] = [];
	readonly #roots: Block[] = [];

	constructor(lineStarts: readonly number[], references: Readonly<Record<string, LinkReference>>) {
		this.#lineStarts = lineStarts;
		this.#references = references;
	}

	build(tokens: readonly Token[]): Block[] {
		for (let index = 0; index < tokens.length; index++) {
			const token = tokens[index];
			if (!token) {
				break;
			}
			if (leafTags.has(token.type)) {
				this.#text(token, tokens[index + 1]?.content ?? '');
				index += 2;
			} else if (token.nesting === 1) {
				this.#open(token);
			} else if (token.nesting === -1) {
				this.#stack.pop();
			} else {
				this.#add(this.#leaf(token));
			}
		}
		return this.#roots;
	}

	#open(token: Token): void {
		const first = token.attrGet('start');
		const container: ContainerBlock = {
			kind: 'container',
			...this.#place(token),
			tag: token.tag,
			children: [],
			...(first !== null && { first: Number(first) }),
		};
		this.#add(container);
		this.#stack.push(container);
	}

	#text(token: Token, content: string): void {
		const style = token.attrGet('style');
		const parent = this.#stack.at(-1);
		const list = parent?.tag === 'li' ? this.#stack.at(-2) : undefined;
		if (list && token.tag === 'p') {
			list.tight = token.hidden;
		}
		const mark =
			list && token.tag === 'p' && parent?.children.length === 0 && taskMark.exec(content);
		this.#add({
			kind: 'text',
			...this.#place(token),
			tag: token.tag,
			content: mark ? content.slice(mark[0].length) : content,
			omitted: 0,
			...(mark && { task: mark[1] === ' ' ? 'open' : 'done' }),
			...(style !== null && { align: String(style).slice('text-align:'.length) }),
		});
	}

	#leaf(token: Token): Block {
		const place = this.#place(token);
		const { content, info, markup, meta } = token;
		switch (token.type) {
			case 'hr':
				return { kind: 'rule', ...place };
			case 'math_block':
				return {
					kind: 'math',
					...place,
					tex: content,
					source: String(meta?.['source']),
					closed: meta?.['closed'] === true,
				};
			case 'reference_definition': {
				const label = String(meta?.['label']);
				const reference = this.#references[label] ?? { href: '', title: '' };
				return { kind: 'definition', ...place, label, reference };
			}
			default:
				return {
					kind: 'code',
					...place,
					fence: markup,
					info,
					content,
					closed: hasEndMark(token),
				};
		}
	}

	#add(block: Block): void {
		(this.#stack.at(-1)?.children ?? this.#roots).push(block);
	}

	#place({ map }: Token): Place {
		const parent = this.#stack.at(-1);
		if (!map) {
			return { start: parent?.start ?? 0, end: parent?.end ?? 0 };
		}
		return { start: this.#lineStarts[map[0]] ?? 0, end: this.#lineStarts[map[1]] ?? 0 };
	}
}

/** A fence that merely ran out of lines spans one line more than its content. */
function hasEndMark({ type, map, content }: Token): boolean {
	if (type !== 'fence' || !map) {
		return false;
	}
	const newlines = content.split('\n').length - 1;
	const lines = newlines + (content === '' || content.endsWith('\n') ? 0 : 1);
	return map[1] - map[0] - 1 > lines;
}
