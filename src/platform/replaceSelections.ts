import * as vscode from 'vscode';

/** Puts text at each cursor, in place of what is selected; one step to undo. Says so where that is not possible. */
export async function replaceSelections(editor: vscode.TextEditor, text: string): Promise<void> {
	const isDone = await editor.edit(edit => {
		for (const selection of editor.selections) {
			edit.replace(selection, text);
		}
	});
	if (!isDone) {
		void vscode.window.showWarningMessage(
			vscode.l10n.t('{0} cannot be changed.', vscode.workspace.asRelativePath(editor.document.uri)),
		);
	}
}
