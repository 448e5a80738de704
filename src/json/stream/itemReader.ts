import { Tokenizer, TokenParser } from '@streamparser/json';
import { numberOf } from '../writtenNumbers.ts';
import { LivePretty } from './livePretty.ts';

export interface ItemReaderOptions {
	/** `array`: the items of one list; `documents`: one JSON document after another, as in JSONL. */
	readonly of: 'array' | 'documents';
}

/**
 * Gives each item of an answer as soon as it is complete, while the rest is still arriving, with its numbers as
 * they are written. Takes time in proportion to the text, and keeps no item.
 */
export class ItemReader {
	readonly #plain = new LivePretty({ indent: '' });
	readonly #tokens = new Tokens({ separator: '' });
	#complete: unknown[] = [];
	#count = 0;

	constructor({ of }: ItemReaderOptions) {
		const paths = of === 'array' ? ['$.*'] : ['$'];
		const parser = new TokenParser({ paths, keepStack: false, separator: '' });
		parser.onValue = ({ value }) => {
			this.#complete.push(value);
			this.#count += 1;
		};
		parser.onError = error => this.#tokens.error(error);
		this.#tokens.onToken = token => parser.write(token);
		this.#tokens.onError = () => {
			// After an error the parser ignores what comes; the answer as a whole is judged elsewhere.
		};
	}

	/** Items that have been complete so far. */
	get count(): number {
		return this.#count;
	}

	/** The items that a piece of text completes. After text that is no JSON there are none. */
	push(delta: string): readonly unknown[] {
		const plain = this.#plain.push(delta);
		if (plain !== '') {
			this.#tokens.write(plain);
		}
		const items = this.#complete;
		this.#complete = [];
		return items;
	}
}

class Tokens extends Tokenizer {
	/** The parser hands values on without looking at them, so that one may well stand for a number. */
	protected override parseNumber(text: string): number {
		return numberOf(text) as number;
	}
}
