import type { TokenLine } from '../../shared/tokens.ts';
import { type EditorColors, tokenizeLines } from './editorColors.ts';
import type { LineTokenizer } from './lineTokenizer.ts';

interface Block {
	readonly tokenizer: Promise<LineTokenizer | undefined>;
	/** The next line that has not been asked for. */
	next: number;
	work: Promise<unknown>;
}

/** More blocks than this at once are forgotten, the oldest first: their further lines stay plain. */
const MAX_BLOCKS = 2_000;

/** The code blocks of one page: each goes on where its last lines ended. */
export class PageColors {
	private readonly colors: EditorColors;
	private readonly blocks = new Map<string, Block>();

	constructor(colors: EditorColors) {
		this.colors = colors;
	}

	/** Colours of the lines from `from` on, or `undefined` when they cannot be told. */
	async color(
		id: string,
		language: string,
		from: number,
		lines: readonly string[],
	): Promise<TokenLine[] | undefined> {
		const block = from === 0 ? this.begin(id, language) : this.blocks.get(id);
		if (block === undefined || block.next !== from) {
			return undefined;
		}
		block.next += lines.length;
		const work = block.work.then(async () => {
			const tokenizer = await block.tokenizer;
			return tokenizer && tokenizeLines(tokenizer, lines);
		});
		block.work = work.catch(() => undefined);
		return work;
	}

	private begin(id: string, language: string): Block {
		const block: Block = {
			tokenizer: this.colors.tokenizer(language),
			next: 0,
			work: Promise.resolve(),
		};
		this.blocks.delete(id);
		this.blocks.set(id, block);
		const [oldest] = this.blocks.keys();
		if (this.blocks.size > MAX_BLOCKS && oldest !== undefined) {
			this.blocks.delete(oldest);
		}
		return block;
	}
}
