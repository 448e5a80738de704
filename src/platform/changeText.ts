import * as vscode from 'vscode';
import type { TextChange } from './textPart.ts';

/** Which edges of a change end a step to undo. */
export interface UndoStops {
	readonly undoStopBefore: boolean;
	readonly undoStopAfter: boolean;
}

/**
 * Carries out one change, and again when a person's typing came between; `change` is asked anew each time. False
 * when the document cannot be written to, or when no change is given any more. The person's cursor and scroll
 * position stay where they are.
 */
export async function changeText(
	document: vscode.TextDocument,
	change: () => TextChange | undefined,
	undo: UndoStops,
): Promise<boolean> {
	while (!document.isClosed) {
		const { version } = document;
		const next = change();
		if (next === undefined) {
			return false;
		}
		if (await changeOnce(document, next, undo)) {
			return true;
		}
		if (document.version === version) {
			return false;
		}
	}
	return false;
}

/** A visible editor can join edits into one step to undo; a document without one cannot. */
async function changeOnce(
	document: vscode.TextDocument,
	{ rangeOffset, rangeLength, text }: TextChange,
	undo: UndoStops,
): Promise<boolean> {
	const start = document.positionAt(rangeOffset);
	const range = new vscode.Range(start, document.positionAt(rangeOffset + rangeLength));
	const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
	if (editor !== undefined) {
		return editor.edit(
			edit => (range.isEmpty ? edit.insert(start, text) : edit.replace(range, text)),
			undo,
		);
	}
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, range, text);
	return vscode.workspace.applyEdit(edit);
}

/** The text with the line ends that it will have in the document, so that offsets after it are right. */
export function withLineEndsOf({ eol }: Pick<vscode.TextDocument, 'eol'>, text: string): string {
	return text.replaceAll(/\r?\n/g, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}
