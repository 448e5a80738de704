import * as vscode from 'vscode';
import type { ContextPiece } from './contextPiece.ts';
import { fenced, inlineCode } from './fence.ts';
import { documentSymbols, linesOf } from './languageServer.ts';
import { locationOf } from './subject.ts';
import { enclosingBlock, type SymbolNode } from './symbolTree.ts';
import { type Target, wholeLines } from './target.ts';
import { estimateTokens } from './tokens.ts';

/** How long the context is waited for; what takes longer stays out. */
const CONTEXT_LIMIT_MS = 1_500;

/** Everything beside the code that may help. */
export async function gatherContext(target: Target): Promise<ContextPiece[]> {
	const symbols = await documentSymbols(target.document.uri, CONTEXT_LIMIT_MS);
	const pieces = [problems(target), enclosingSymbol(target, symbols)];
	return pieces.filter(piece => piece !== undefined);
}

function problems({ document, range, diagnostics }: Target): ContextPiece | undefined {
	const found =
		diagnostics ??
		vscode.languages
			.getDiagnostics(document.uri)
			.filter(
				diagnostic =>
					diagnostic.severity !== vscode.DiagnosticSeverity.Hint &&
					diagnostic.range.intersection(range) !== undefined,
			);
	if (found.length === 0) {
		return undefined;
	}
	const lines = found.map(diagnosticLine).join('\n');
	const title =
		found.length === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', found.length);
	return piece('problems', title, `Problems that the editor reports:\n\n${fenced(lines)}`);
}

/** E.g. `line 12: error TS2304 (ts): Cannot find name 'x'.` */
export function diagnosticLine({
	range,
	severity,
	code,
	source,
	message,
}: vscode.Diagnostic): string {
	const id = typeof code === 'object' ? code.value : code;
	const facts = [
		vscode.DiagnosticSeverity[severity]?.toLowerCase() ?? 'problem',
		id === undefined ? '' : String(id),
		source === undefined ? '' : `(${source})`,
	].filter(Boolean);
	return `line ${range.start.line + 1}: ${facts.join(' ')}: ${message.trim()}`;
}

/** The function or type around the code: whole when it is small, else where it begins. */
const MAX_SYMBOL_LINES = 120;
const HEAD_LINES = 12;

function enclosingSymbol(
	{ document, range }: Target,
	symbols: readonly SymbolNode[],
): ContextPiece | undefined {
	const lines = linesOf(range);
	const symbol = enclosingBlock(symbols, lines);
	if (symbol === undefined) {
		return undefined;
	}
	const name = `${symbol.kind} ${inlineCode(symbol.name)}`;
	const title = vscode.l10n.t('enclosing {0} {1}', symbol.kind, symbol.name);
	const place = locationOf({ lines: symbol.lines });
	if (symbol.lines.first === lines.first && symbol.lines.last === lines.last) {
		return piece('symbol', title, `The code is the ${name}.`);
	}
	const isSmall = symbol.lines.last - symbol.lines.first < MAX_SYMBOL_LINES;
	const last = isSmall ? symbol.lines.last : symbol.lines.first + HEAD_LINES - 1;
	const code = document.getText(wholeLines(document, symbol.lines.first - 1, last - 1));
	const what = isSmall
		? `The code stands in ${name}, lines ${place}:`
		: `The code stands in ${name}, lines ${place}, which begins so:`;
	return piece('symbol', title, `${what}\n\n${fenced(code, document.languageId)}`);
}

function piece(kind: ContextPiece['kind'], title: string, text: string): ContextPiece {
	return { kind, title, text, tokens: estimateTokens(text) };
}
