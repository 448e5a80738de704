import * as vscode from 'vscode';
import type { ExplainArgs } from './explainArgs.ts';
import type { Explainer } from './explainer.ts';
import { type Target, targetAt, wholeLines } from './target.ts';

/** The selection, or the symbol at the cursor, of the active editor or of what the caller names. */
export async function explainAt(explainer: Explainer, args: ExplainArgs): Promise<void> {
	const place = await placeOf(args);
	if (place === undefined) {
		say(vscode.l10n.t('Open a file and select the code to explain.'));
		return;
	}
	const target = await targetAt(place.document, place.range);
	if (target === undefined) {
		say(vscode.l10n.t('Nothing to explain here: select code, or put the cursor on it.'));
		return;
	}
	await explainer.explain(target, args);
}

/** The problems that the caller names, or those at the cursor. */
export async function explainProblem(explainer: Explainer, args: ExplainArgs): Promise<void> {
	const place = await placeOf(args);
	const target = place === undefined ? undefined : problemTarget(place, args.diagnostics);
	if (target === undefined) {
		say(vscode.l10n.t('No problem is reported here: put the cursor on an error or a warning.'));
		return;
	}
	await explainer.explain(target, args);
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
	const diagnostics =
		given ??
		vscode.languages
			.getDiagnostics(document.uri)
			.filter(diagnostic => diagnostic.range.intersection(range) !== undefined);
	const [first, ...others] = diagnostics;
	if (first === undefined) {
		return undefined;
	}
	const all = others.reduce((union, each) => union.union(each.range), first.range);
	return {
		kind: 'problem',
		document,
		range: wholeLines(document, all.start.line, all.end.line),
		diagnostics,
	};
}

function sameUri(a: vscode.Uri, b: vscode.Uri): boolean {
	return a.toString() === b.toString();
}

function say(message: string): void {
	void vscode.window.showInformationMessage(message);
}
