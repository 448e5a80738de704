import * as vscode from 'vscode';
import { documentPath } from '../platform/workspacePaths.ts';
import { documentSymbols, linesOf } from './languageServer.ts';
import type { Subject, SubjectKind } from './subject.ts';
import { type SymbolNode, symbolAt } from './symbolTree.ts';

/** What is to be explained, and where it stands. */
export interface Target {
	readonly kind: SubjectKind;
	readonly document: vscode.TextDocument;
	/** Whole lines. */
	readonly range: vscode.Range;
	readonly symbol?: string | undefined;
	/** What exactly was marked, when it is less than a line. */
	readonly focus?: string | undefined;
	/** The problems that were asked about; otherwise those in the range go along. */
	readonly diagnostics?: readonly vscode.Diagnostic[] | undefined;
}

/** How long a person waits for a language server that is asked what stands at the cursor. */
const SYMBOL_LIMIT_MS = 3_000;

/** The selection; without one, the symbol at the cursor; else its line. `undefined` on an empty line. */
export async function targetAt(
	document: vscode.TextDocument,
	selection: vscode.Range,
): Promise<Target | undefined> {
	if (!selection.isEmpty) {
		return selectionTarget(document, selection);
	}
	const { line } = selection.start;
	const symbols = await documentSymbols(document.uri, SYMBOL_LIMIT_MS);
	return symbolTarget(document, symbols, line) ?? lineTarget(document, line);
}

/** The symbol around a line. */
export function symbolTarget(
	document: vscode.TextDocument,
	symbols: readonly SymbolNode[],
	line: number,
): Target | undefined {
	const symbol = symbolAt(symbols, line + 1);
	if (symbol === undefined) {
		return undefined;
	}
	const range = wholeLines(document, symbol.lines.first - 1, symbol.lines.last - 1);
	return { kind: 'symbol', document, range, symbol: symbol.name };
}

export function selectionTarget(
	document: vscode.TextDocument,
	selection: vscode.Range,
): Target | undefined {
	const text = document.getText(selection).trim();
	if (text === '') {
		return undefined;
	}
	const { first, last } = linesOf(selection);
	const range = wholeLines(document, first - 1, last - 1);
	const isPart = first === last && text !== document.lineAt(first - 1).text.trim();
	return { kind: 'selection', document, range, focus: isPart ? text : undefined };
}

export function lineTarget(document: vscode.TextDocument, line: number): Target | undefined {
	return document.lineAt(line).isEmptyOrWhitespace
		? undefined
		: { kind: 'line', document, range: wholeLines(document, line, line) };
}

export function wholeLines(
	document: vscode.TextDocument,
	first: number,
	last: number,
): vscode.Range {
	const end = Math.min(last, document.lineCount - 1);
	return new vscode.Range(first, 0, end, document.lineAt(end).text.length);
}

/** The target as plain data. */
export function subjectOf({ kind, document, range, symbol, focus }: Target): Subject {
	return {
		kind,
		path: documentPath(document.uri),
		languageId: document.languageId,
		lines: linesOf(range),
		symbol,
		focus,
		code: document.getText(range),
	};
}
