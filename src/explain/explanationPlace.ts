import * as vscode from 'vscode';
import type { Explanation } from './explanation.ts';
import type { Source } from './prepareQuestion.ts';
import type { ExplainDestination } from './prompt.ts';
import type { Question } from './question.ts';

/** Terminals have no lines to stand at, and VS Code shows no threads in notebooks: the panel has room. */
export function possiblePlace(
	{ location }: Question,
	wanted: ExplainDestination,
): ExplainDestination {
	const hasLines = location !== undefined && location.uri.scheme !== 'vscode-notebook-cell';
	return wanted === 'inline' && !hasLines ? 'panel' : wanted;
}

/** The code as it is now. */
export async function currentSource({ question, range, uri }: Explanation): Promise<Source> {
	const { kind, symbol, focus } = question.subject;
	if (uri === undefined || range === undefined) {
		return { subject: question.subject };
	}
	const document = await vscode.workspace.openTextDocument(uri);
	return { target: { kind, document, range: document.validateRange(range), symbol, focus } };
}

/** A thread is of use only where its lines can be seen. */
export async function revealCode({ uri, range }: Explanation): Promise<void> {
	const isVisible = vscode.window.visibleTextEditors.some(
		editor => editor.document.uri.toString() === uri?.toString(),
	);
	if (uri !== undefined && range !== undefined && !isVisible) {
		await vscode.window.showTextDocument(uri, {
			selection: new vscode.Range(range.start, range.start),
		});
	}
}
