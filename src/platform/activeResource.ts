import * as vscode from 'vscode';

/** The resource whose settings hold for what a person does now. */
export function activeResource(): vscode.Uri | undefined {
	return (
		vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri
	);
}
