import assert from 'node:assert/strict';
import { answerLanguage } from '../../../src/explain/answerLanguage.ts';
import {
	type ContextKind,
	type ContextPiece,
	fitBudget,
} from '../../../src/explain/contextPiece.ts';
import { enclosingBlock, type SymbolNode, symbolAt } from '../../../src/explain/symbolTree.ts';
import { withinTime } from '../../../src/explain/timeLimit.ts';
import { estimateTokens } from '../../../src/explain/tokens.ts';

function piece(kind: ContextKind, tokens: number): ContextPiece {
	return { kind, title: kind, text: '', tokens };
}

describe('fitBudget', () => {
	it('takes what is worth most first and says what did not fit', () => {
		const { sent, leftOut } = fitBudget(
			[piece('imports', 10), piece('signatures', 60), piece('problems', 30)],
			100,
			50,
		);
		assert.deepEqual(
			[sent.map(({ kind }) => kind), leftOut.map(({ kind }) => kind)],
			[['problems', 'imports'], ['signatures']],
		);
	});

	it('leaves everything out when the code alone is over the budget', () => {
		assert.deepEqual(fitBudget([piece('problems', 1)], 100, 101).sent, []);
	});
});

describe('estimateTokens', () => {
	it('counts Latin text by letters and Chinese by characters', () => {
		assert.deepEqual(
			[estimateTokens(''), estimateTokens('x'.repeat(350)), estimateTokens('字'.repeat(100))],
			[0, 100, 125],
		);
	});
});

describe('the symbol at a line', () => {
	const node = (
		name: string,
		first: number,
		last: number,
		isBlock: boolean,
		children: SymbolNode[] = [],
	): SymbolNode => ({
		name,
		kind: isBlock ? 'function' : 'constant',
		isBlock,
		lines: { first, last },
		children,
	});
	const symbols = [
		node('limit', 1, 1, false),
		node('Shop', 3, 30, true, [
			node('open', 5, 12, true, [node('key', 6, 6, false)]),
			node('close', 14, 20, true),
		]),
	];

	it('is the innermost function, not a constant inside it', () => {
		assert.equal(symbolAt(symbols, 6)?.name, 'open');
	});

	it('is a constant where nothing larger stands', () => {
		assert.equal(symbolAt(symbols, 1)?.name, 'limit');
	});

	it('is nothing between symbols', () => {
		assert.equal(symbolAt(symbols, 2), undefined);
	});

	it('encloses a selection only when it is more than the selection', () => {
		const names = [
			enclosingBlock(symbols, { first: 6, last: 8 })?.name,
			enclosingBlock(symbols, { first: 5, last: 12 })?.name,
			enclosingBlock(symbols, { first: 10, last: 15 })?.name,
			enclosingBlock(symbols, { first: 3, last: 30 })?.name,
			enclosingBlock(symbols, { first: 1, last: 4 })?.name,
		];
		assert.deepEqual(names, ['open', 'Shop', 'Shop', 'Shop', undefined]);
	});
});

describe('answerLanguage', () => {
	it('follows VS Code, a tag or a name', () => {
		assert.deepEqual(
			[
				answerLanguage('auto', 'fr'),
				answerLanguage('', 'pt-br'),
				answerLanguage('de', 'en'),
				answerLanguage('Esperanto', 'en'),
				answerLanguage('auto', 'qps-ploc'),
			],
			['French', 'Brazilian Portuguese', 'German', 'Esperanto', 'English'],
		);
	});
});

describe('withinTime', () => {
	it('gives up on slow and on failing work', async () => {
		const never = new Promise<string>(() => undefined);
		assert.deepEqual(
			await Promise.all([
				withinTime(Promise.resolve('value'), 1_000, 'fallback'),
				withinTime(never, 1, 'fallback'),
				withinTime(Promise.reject(new Error('no')), 1_000, 'fallback'),
			]),
			['value', 'fallback', 'fallback'],
		);
	});
});
