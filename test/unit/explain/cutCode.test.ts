import assert from 'node:assert/strict';
import { outlineOf, partOf } from '../../../src/explain/cutCode.ts';
import { explainPrompt } from '../../../src/explain/prompt.ts';
import type { Subject } from '../../../src/explain/subject.ts';
import type { SymbolNode } from '../../../src/explain/symbolTree.ts';
import { estimateTokens } from '../../../src/explain/tokens.ts';

const lines = Array.from({ length: 1_000 }, (_, index) => `line of code number ${index}`);
const subject: Subject = {
	kind: 'file',
	path: 'big.ts',
	languageId: 'typescript',
	lines: { first: 1, last: 1_000 },
	code: lines.join('\n'),
};

describe('a part of large code', () => {
	it('is as many first lines as fit, and says of how many', () => {
		const part = partOf(subject, 500);
		const count = part.code.split('\n').length;
		assert.ok(estimateTokens(part.code) <= 500 && count > 40);
		assert.deepEqual(
			{ code: part.code, lines: part.lines, cut: part.cut },
			{
				code: lines.slice(0, count).join('\n'),
				lines: { first: 1, last: count },
				cut: { form: 'beginning', lines: 1_000 },
			},
		);
	});

	it('is the end of an output', () => {
		const { code, cut } = partOf(
			{ kind: 'output', languageId: 'console', code: subject.code },
			100,
		);
		assert.ok(code.endsWith('number 999') && code.startsWith('line of code'));
		assert.deepEqual(cut, { form: 'end', lines: 1_000 });
	});

	it('is never empty', () => {
		assert.equal(partOf(subject, 1).code, lines[0]);
	});
});

describe('the outline of large code', () => {
	const symbol = (name: string, first: number, children: SymbolNode[] = []): SymbolNode => ({
		name,
		kind: 'class',
		isBlock: true,
		lines: { first, last: first + 9 },
		children,
	});

	it('holds the lines where symbols begin, with their numbers', () => {
		const outline = outlineOf(subject, [symbol('A', 2, [symbol('b', 4)]), symbol('C', 998)], 500);
		assert.ok(outline !== undefined);
		const code =
			'2 | line of code number 1\n4 | line of code number 3\n998 | line of code number 997';
		assert.equal(outline.code, code);
		const prompt = explainPrompt({ subject: outline, pieces: [] });
		assert.match(prompt, /Of 1000 lines, those are shown where symbols begin\./);
		assert.ok(prompt.endsWith(`\`\`\`typescript\n${code}\n\`\`\``));
	});

	it('is not offered without symbols, nor when it would not fit either', () => {
		const many = lines.map((_, index) => symbol('x', index + 1));
		assert.deepEqual(
			[outlineOf(subject, [], 500), outlineOf(subject, many, 500)],
			[undefined, undefined],
		);
	});
});
