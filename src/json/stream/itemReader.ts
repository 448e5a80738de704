import { JSONParser } from '@streamparser/json';
import { LivePretty } from './livePretty.ts';

export interface ItemReaderOptions {
	/** `array`: the items of one list; `documents`: one JSON document after another, as in JSONL. */
	readonly of: 'array' | 'documents';
}

/**
 * Gives each item of an answer as soon as it is complete, while the rest is still arriving. Takes time in
 * proportion to the text, and keeps no item.
 */
export class ItemReader {
	readonly #plain = new LivePretty({ indent: '' });
	readonly #parser: JSONParser;
	#complete: unknown[] = [];
	#count = 0;

	constructor({ of }: ItemReaderOptions) {
		const paths = of === 'array' ? ['$.*'] : ['$'];
		this.#parser = new JSONParser({ paths, keepStack: false, separator: '' });
		this.#parser.onValue = ({ value }) => {
			this.#complete.push(value);
			this.#count += 1;
		};
		this.#parser.onError = () => {
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
			this.#parser.write(plain);
		}
		const items = this.#complete;
		this.#complete = [];
		return items;
	}
}
