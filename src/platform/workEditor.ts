import * as vscode from 'vscode';

/**
 * The editor that a person works in; while they are in a view or a tab of ours, it is one that they see. Logs
 * are shown in editors, too, but are nobody's work.
 */
export function workEditor(): vscode.TextEditor | undefined {
	return [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
		editor => editor !== undefined && editor.document.uri.scheme !== 'output',
	);
}
