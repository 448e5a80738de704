import * as vscode from 'vscode';

/**
 * Shows a change in VS Code's own refactor preview, where a person takes what they tick, or nothing; what they
 * take can be undone like any other change. Resolves when they have decided.
 * @param change its edits must ask for confirmation, or there is no preview.
 */
export async function previewEdit(change: vscode.WorkspaceEdit): Promise<void> {
	const decided = vscode.workspace.applyEdit(change, { isRefactoring: true });
	// Nothing in the preview is ticked at first, which its button does not say.
	vscode.window.setStatusBarMessage(
		vscode.l10n.t('$(checklist) Tick what you take in the Refactor Preview, then choose Apply.'),
		decided,
	);
	await decided;
}
