import type { LineRange } from './subject.ts';

/** A symbol of a document, as far as explaining needs it. */
export interface SymbolNode {
	readonly name: string;
	/** In words, e.g. `function`. */
	readonly kind: string;
	/** Has a body worth explaining on its own: functions, types, modules. */
	readonly isBlock: boolean;
	readonly lines: LineRange;
	readonly children: readonly SymbolNode[];
}

/** All symbols around the lines, outermost first. */
export function symbolsAround(symbols: readonly SymbolNode[], lines: LineRange): SymbolNode[] {
	const around = symbols.find(symbol => contains(symbol.lines, lines));
	return around === undefined ? [] : [around, ...symbolsAround(around.children, lines)];
}

/**
 * What a cursor on `line` points at: the innermost function, type or module; else the innermost symbol
 * of any kind, e.g. a constant.
 */
export function symbolAt(symbols: readonly SymbolNode[], line: number): SymbolNode | undefined {
	const around = symbolsAround(symbols, { first: line, last: line });
	return around.findLast(({ isBlock }) => isBlock) ?? around.at(-1);
}

/** The innermost block that is more than the lines themselves. */
export function enclosingBlock(
	symbols: readonly SymbolNode[],
	lines: LineRange,
): SymbolNode | undefined {
	const around = symbolsAround(symbols, lines).filter(({ isBlock }) => isBlock);
	return around.findLast(symbol => !contains(lines, symbol.lines)) ?? around.at(-1);
}

function contains(outer: LineRange, inner: LineRange): boolean {
	return outer.first <= inner.first && outer.last >= inner.last;
}
