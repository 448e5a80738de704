import * as vscode from 'vscode';
import type { ExplainArgs } from './explainArgs.ts';
import { documentSymbols, linesOf } from './languageServer.ts';
import type { ExplainRequest } from './prepareQuestion.ts';
import { diagnosticsIn } from './problems.ts';
import { lineTarget, symbolTarget, type Target, targetAt, wholeLines } from './target.ts';

/**
 * Each finds what a command is about; what it finds goes to the explainer, and where there is nothing, it
 * says what to do.
 */
export type EntryPoint = (argument: ExplainArgs) => Promise<ExplainRequest | undefined>;

/** The selection, or the symbol at the cursor. */
export async function selectionRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const place = await placeOf(args);
	if (place === undefined) {
		return say(vscode.l10n.t('Open a file and select the code to explain.'));
	}
	const target = await targetAt(place.document, place.range);
	return target === undefined
		? say(vscode.l10n.t('Nothing to explain here: select code, or put the cursor on it.'))
		: { ...args, source: { target } };
}

/** The problems that the caller names, or those at the cursor. */
export async function problemRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const place = await placeOf(args);
	const target = place && problemTarget(place, args.diagnostics);
	return target === undefined
		? say(vscode.l10n.t('No problem is reported here: put the cursor on an error or a warning.'))
		: { ...args, source: { target } };
}

/** The line whose number was clicked; the selection around it; or the symbol that begins there. */
export async function lineRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const place = await placeOf(args);
	const target = place && (await lineOrSymbol(place));
	return target === undefined
		? say(vscode.l10n.t('This line is empty.'))
		: { ...args, source: { target } };
}

/** The file that was clicked in the explorer, or that of the active editor. */
export async function fileRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const uri = args.uri ?? vscode.window.activeTextEditor?.document.uri;
	const document = uri && (await openText(uri));
	if (document === undefined) {
		return say(vscode.l10n.t('Only text files can be explained.'));
	}
	const range = wholeLines(document, 0, document.lineCount - 1);
	return document.getText(range).trim() === ''
		? say(vscode.l10n.t('This file is empty.'))
		: { ...args, source: { target: { kind: 'file', document, range } } };
}

/** The cell whose menu was used, or the selected one. */
export async function cellRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const editor = vscode.window.activeNotebookEditor;
	const selected = editor?.notebook.getCells(editor.selection)[0];
	const document = (args.cell ?? selected)?.document;
	if (document === undefined || document.getText().trim() === '') {
		return say(vscode.l10n.t('Select a notebook cell that holds code or text.'));
	}
	const range = wholeLines(document, 0, document.lineCount - 1);
	return { ...args, source: { target: { kind: 'cell', document, range } } };
}

interface Place {
	readonly document: vscode.TextDocument;
	readonly range: vscode.Range;
}

async function placeOf({ uri, range }: ExplainArgs): Promise<Place | undefined> {
	const editor = vscode.window.activeTextEditor;
	if (editor !== undefined && (uri === undefined || sameUri(uri, editor.document.uri))) {
		return { document: editor.document, range: range ?? editor.selection };
	}
	return uri === undefined || range === undefined
		? undefined
		: { document: await vscode.workspace.openTextDocument(uri), range };
}

function problemTarget(
	{ document, range }: Place,
	given: readonly vscode.Diagnostic[] | undefined,
): Target | undefined {
	const diagnostics = given ?? diagnosticsIn(document.uri, range);
	const [first, ...others] = diagnostics;
	if (first === undefined) {
		return undefined;
	}
	const all = others.reduce((union, each) => union.union(each.range), first.range);
	const lines = wholeLines(document, all.start.line, all.end.line);
	return { kind: 'problem', document, range: lines, diagnostics };
}

/** How long a click waits to learn whether a symbol begins at its line. */
const LINE_LIMIT_MS = 1_000;

async function lineOrSymbol({ document, range }: Place): Promise<Target | undefined> {
	const { line } = range.start;
	const selection = selectionAround(document, line);
	if (selection !== undefined) {
		return targetAt(document, selection);
	}
	const symbols = await documentSymbols(document.uri, LINE_LIMIT_MS);
	const target = symbolTarget(document, symbols, line);
	return target?.range.start.line === line ? target : lineTarget(document, line);
}

/** What a person has selected around a line; a click on its number has selected the line alone. */
function selectionAround(
	document: vscode.TextDocument,
	line: number,
): vscode.Selection | undefined {
	const editor = vscode.window.activeTextEditor;
	if (editor?.document !== document) {
		return undefined;
	}
	const { first, last } = linesOf(editor.selection);
	return first < last && first <= line + 1 && line + 1 <= last ? editor.selection : undefined;
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
	try {
		return await vscode.workspace.openTextDocument(uri);
	} catch {
		// A binary or vanished file: VS Code's own words are about editors.
		return undefined;
	}
}

function sameUri(a: vscode.Uri, b: vscode.Uri): boolean {
	return a.toString() === b.toString();
}

function say(message: string): undefined {
	void vscode.window.showInformationMessage(message);
}
