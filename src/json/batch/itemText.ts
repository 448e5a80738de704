import { columnsOf, csvRow, toCsv } from './csv.ts';

export const BATCH_FORMATS = ['array', 'jsonl', 'csv'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** How a document changes by further items: what goes in before its end, or all of it anew. */
export type Addition =
	| { readonly kind: 'insert'; readonly text: string }
	| {
			readonly kind: 'rewrite';
			readonly text: string;
			/** All that it takes the place of. */
			readonly before: string;
	  };

/**
 * Items as a text that is complete after each of them, with the line ends of an editor. Takes time in
 * proportion to the items that are added, except when they bring new columns into a table.
 */
export class ItemText {
	/** What stands after the last item. */
	readonly end: string;
	readonly #format: BatchFormat;
	readonly #items: unknown[] = [];
	#columns: readonly string[] = [];

	constructor(format: BatchFormat) {
		this.#format = format;
		this.end = format === 'array' ? '\n]\n' : '';
	}

	/** All that were added. */
	get items(): readonly unknown[] {
		return this.#items;
	}

	add(items: readonly unknown[]): Addition {
		const isFirst = this.#items.length === 0;
		const columns = this.#format === 'csv' ? newColumns(this.#columns, items) : [];
		if (!isFirst && columns.length === 0) {
			this.#items.push(...items);
			return { kind: 'insert', text: this.#further(items) };
		}
		const before = isFirst ? '' : this.#whole();
		this.#items.push(...items);
		this.#columns = [...this.#columns, ...columns];
		return { kind: 'rewrite', text: this.#whole(), before };
	}

	#whole(): string {
		const items = this.#items;
		switch (this.#format) {
			case 'array':
				return items.length === 0 ? '[]\n' : `[${items.map(indented).join(',')}${this.end}`;
			case 'jsonl':
				return items.map(line).join('');
			case 'csv':
				return withPlainLineEnds(toCsv(items, { columns: this.#columns }));
		}
	}

	#further(items: readonly unknown[]): string {
		switch (this.#format) {
			case 'array':
				return items.map(item => `,${indented(item)}`).join('');
			case 'jsonl':
				return items.map(line).join('');
			case 'csv':
				return items.map(item => withPlainLineEnds(csvRow(item, this.#columns))).join('');
		}
	}
}

/**
 * How many of the items, from the first on, a text holds and nothing else, whatever an editor has made of its line
 * ends; undefined when that is not what stands there.
 */
export function heldItems(
	text: string,
	format: BatchFormat,
	items: readonly unknown[],
): number | undefined {
	const held = plainLines(text);
	const page = new ItemText(format);
	let length = 0;
	for (const [index, item] of items.entries()) {
		const addition = page.add([item]);
		length = (addition.kind === 'insert' ? length : 0) + addition.text.length;
		if (length >= held.length) {
			const count = index + 1;
			const whole = new ItemText(format).add(items.slice(0, count)).text;
			return held === whole ? count : undefined;
		}
	}
	return undefined;
}

/** Lines as they end in an editor that writes them the short way. */
export function plainLines(text: string): string {
	return text.replaceAll(/\r\n?/g, '\n');
}

function newColumns(known: readonly string[], items: readonly unknown[]): readonly string[] {
	return columnsOf(items).filter(column => !known.includes(column));
}

function indented(item: unknown): string {
	return `\n  ${JSON.stringify(item, undefined, 2).replaceAll('\n', '\n  ')}`;
}

function line(item: unknown): string {
	return `${JSON.stringify(item)}\n`;
}

function withPlainLineEnds(csv: string): string {
	return csv.replaceAll('\r\n', '\n');
}
