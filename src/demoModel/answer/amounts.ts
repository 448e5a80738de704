import type { SchemaObject } from './schemaTools.ts';

const NUMBER_WORDS: Readonly<Record<string, number>> = {
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	twelve: 12,
	deux: 2,
	trois: 3,
	quatre: 4,
	cinq: 5,
	sept: 7,
	huit: 8,
	neuf: 9,
	dix: 10,
	douze: 12,
};

const AMOUNTS = new RegExp(
	`(?<![\\p{L}\\d.,:/-])(\\d{1,3}|${Object.keys(NUMBER_WORDS).join('|')})(?=\\s+(?:\\p{L}+\\s+)?(\\p{L}{3,}))`,
	'giu',
);

/** As many as the prompt says ("5 products") of the list that it names, else of the outermost one; else three. */
export function wishedCount(
	{ maxItems }: SchemaObject,
	{ name, depth }: { readonly name: string; readonly depth: number },
	prompt: string,
): number {
	const said = [...prompt.matchAll(AMOUNTS)].map(([, amount = '', noun = '']) => ({
		count: Math.min(NUMBER_WORDS[amount.toLowerCase()] ?? Number(amount), 200),
		noun: singular(noun.toLowerCase()),
	}));
	const named = said.find(({ noun }) => noun === singular(name.toLowerCase()));
	const wished = named ?? (depth <= 1 ? said[0] : undefined);
	return wished?.count || Math.min(3, Number(maxItems ?? 3));
}

/** Plain English; good enough for property names. */
export function singular(name: string): string {
	return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
