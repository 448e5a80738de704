import { toCsv } from './csv.ts';

export const BATCH_FORMATS = ['array', 'jsonl', 'csv'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** All items as a text that is complete by itself, with the line ends of an editor. */
export function renderItems(items: readonly unknown[], format: BatchFormat): string {
	switch (format) {
		case 'array':
			return `${JSON.stringify(items, undefined, 2)}\n`;
		case 'jsonl':
			return items.map(item => `${JSON.stringify(item)}\n`).join('');
		case 'csv':
			return toCsv(items).replaceAll('\r\n', '\n');
	}
}
