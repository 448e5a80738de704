import { numbered } from './codeText.ts';
import { lineCount, type Subject } from './subject.ts';
import type { SymbolNode } from './symbolTree.ts';
import { estimateTokens } from './tokens.ts';

/** Headings, problems and the like need some of the budget, too. */
const SHARE_OF_BUDGET = 0.9;

/** As many whole lines as fit: the first ones, but the last ones of an output, where its end tells most. */
export function partOf(subject: Subject, budget: number): Subject {
	const lines = subject.code.split('\n');
	const isOutput = subject.kind === 'output';
	const kept = fitting(isOutput ? lines.toReversed() : lines, budget * SHARE_OF_BUDGET);
	const code = (isOutput ? kept.toReversed() : kept).join('\n');
	const { lines: range } = subject;
	return {
		...subject,
		code,
		lines: range && { first: range.first, last: range.first + kept.length - 1 },
		cut: { form: isOutput ? 'end' : 'beginning', lines: lines.length },
	};
}

/** The lines where the symbols inside begin; `undefined` where there are none, or too many. */
export function outlineOf(
	subject: Subject,
	symbols: readonly SymbolNode[],
	budget: number,
): Subject | undefined {
	const { lines: range } = subject;
	if (range === undefined) {
		return undefined;
	}
	const lines = subject.code.split('\n');
	const starts = new Set(startLines(symbols));
	const shown = lines.flatMap((line, index) =>
		starts.has(range.first + index) ? [numbered(line.replace(/\r$/, ''), range.first + index)] : [],
	);
	const code = shown.join('\n');
	return shown.length === 0 || estimateTokens(code) > budget * SHARE_OF_BUDGET
		? undefined
		: { ...subject, code, cut: { form: 'outline', lines: lineCount(range) } };
}

function startLines(symbols: readonly SymbolNode[]): number[] {
	return symbols.flatMap(({ lines, children }) => [lines.first, ...startLines(children)]);
}

function fitting(lines: readonly string[], budget: number): string[] {
	let left = budget;
	const kept: string[] = [];
	for (const line of lines) {
		left -= estimateTokens(`${line}\n`);
		if (left < 0) {
			break;
		}
		kept.push(line);
	}
	// A single line that is too long is sent all the same: there is no smaller part that makes sense.
	return kept.length === 0 ? lines.slice(0, 1) : kept;
}
