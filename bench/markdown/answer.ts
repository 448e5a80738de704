/** Numbers from 0 up to 1, the same for the same seed. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const words = (
	'the value of every request is kept until its answer has been read so that a stream which ' +
	'stops early can be told from one that ended and **both** show what they *have* with `code` ' +
	'or a [link](https://example.com/page) where it helps'
).split(' ');

const code: Readonly<Record<string, string>> = {
	ts: 'export function sum(values: readonly number[]): number {\n\treturn values.reduce((a, b) => a + b, 0);\n}\n',
	python:
		'def total(values):\n    """Adds them all."""\n    return sum(value for value in values)\n',
	rust: 'fn total(values: &[i64]) -> i64 {\n    values.iter().sum()\n}\n',
	sql: 'SELECT name, count(*)\nFROM visits\nGROUP BY name;\n',
	json: '{\n  "name": "value",\n  "list": [1, 2, 3]\n}\n',
	sh: 'for file in *.txt; do\n  wc -l "$file"\ndone\n',
};

/** A long answer of the kind that models give: prose, code, lists, tables, quotes. */
export function mixedAnswer(length: number, seed = 1): string {
	const next = random(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
	const sentence = (count: number) =>
		`${Array.from({ length: count }, () => pick(words)).join(' ')}.`;
	const parts: (() => string)[] = [
		() => `## ${sentence(4)}\n`,
		() => `${Array.from({ length: 2 + Math.floor(next() * 4) }, () => sentence(14)).join(' ')}\n`,
		() => `${Array.from({ length: 2 + Math.floor(next() * 4) }, () => sentence(14)).join(' ')}\n`,
		() => `${Array.from({ length: 5 }, () => `- ${sentence(9)}`).join('\n')}\n`,
		() =>
			`${[1, 2, 3].map(n => `${n}. ${sentence(6)}\n   - ${sentence(6)}\n   - ${sentence(5)}`).join('\n')}\n`,
		() => `${[1, 2, 3].map(n => `${n}. ${sentence(12)}\n`).join('\n')}`,
		() => `- [x] ${sentence(5)}\n- [ ] ${sentence(5)}\n`,
		() =>
			`| name | value | note |\n|------|------:|------|\n${Array.from({ length: 6 }, () => `| ${pick(words)} | ${Math.floor(next() * 1000)} | ${sentence(4)} |`).join('\n')}\n`,
		() => `> ${sentence(12)}\n> ${sentence(10)}\n`,
		() => {
			const language = pick(Object.keys(code));
			return `\`\`\`${language}\n${(code[language] ?? '').repeat(1 + Math.floor(next() * 5))}\`\`\`\n`;
		},
	];
	let text = '';
	while (text.length < length) {
		text += `${pick(parts)()}\n`;
	}
	return text;
}

/** One block that goes on for the whole length. */
export function singleBlock(
	kind: 'fence' | 'list' | 'table' | 'paragraph',
	length: number,
): string {
	const prose = 'the value of **every** request is kept until its `answer` has been *read*';
	const blocks: Record<typeof kind, readonly [start: string, line: string]> = {
		fence: ['```ts\n', 'export const value = compute(previous, "text", 42);\n'],
		list: ['', `- ${prose}\n`],
		table: ['| a | b | c |\n|---|---|---|\n', `| 1 | ${prose} | 3 |\n`],
		paragraph: ['', `${prose} so far. `],
	};
	const [start, line] = blocks[kind];
	return start + line.repeat(Math.ceil((length - start.length) / line.length));
}

/** The text in `count` pieces of about the same length. */
export function inDeltas(text: string, count: number): string[] {
	const next = random(2);
	const mean = text.length / count;
	const deltas: string[] = [];
	for (let start = 0; start < text.length; ) {
		const end = start + Math.max(1, Math.round(mean * (0.5 + next())));
		deltas.push(text.slice(start, end));
		start = end;
	}
	return deltas;
}
