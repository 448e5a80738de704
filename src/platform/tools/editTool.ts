import * as vscode from 'vscode';
import { withLineEndsOf } from '../changeText.ts';
import { previewEdit } from '../previewEdit.ts';

/** Replaces the one place where `before` stands in the document; what is wrong is told to the model. */
export function findEdit(text: string, before: string): { offset: number; length: number } {
	const offset = text.indexOf(before);
	if (before === '' || offset < 0) {
		throw new Error(
			'The text to replace does not stand in the file. Read the file and copy it exactly.',
		);
	}
	if (text.indexOf(before, offset + 1) >= 0) {
		throw new Error(
			'The text to replace stands in several places. Give more of the lines around it.',
		);
	}
	return { offset, length: before.length };
}

/**
 * Proposes a change in VS Code's own refactor preview, where a person accepts or discards it; an accepted
 * one can be undone like any other.
 */
export async function proposeEdit(
	document: vscode.TextDocument,
	before: string,
	after: string,
): Promise<string> {
	// The model has read lines; whatever ends them in the file, it writes them with `\n`.
	const old = withLineEndsOf(document, before);
	const { offset, length } = findEdit(document.getText(), old);
	const edit = new vscode.WorkspaceEdit();
	const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
	const proposed = withLineEndsOf(document, after);
	edit.replace(document.uri, range, proposed, {
		needsConfirmation: true,
		label: vscode.l10n.t('Change proposed by Gemini'),
	});
	await previewEdit(edit);
	return isMade(document.getText(), old, proposed)
		? 'The user accepted the change; it stands in the file.'
		: 'The user did not accept the change.';
}

/** Told by the text, since a person may type while they decide; what adds to a text leaves it standing. */
function isMade(text: string, before: string, after: string): boolean {
	return after.includes(before) ? text.includes(after) : !text.includes(before);
}
