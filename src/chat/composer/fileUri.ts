import * as vscode from 'vscode';

/** VS Code can read these as if they were files, over the network. */
const WEB = ['http', 'https'];

/**
 * Whether a file system has it, or an editor that has not saved it yet. Addresses come from conversations that
 * were imported and from what is dropped: for those of strangers nothing is run, fetched or shown in a browser.
 */
export function isFileUri({ scheme }: vscode.Uri): boolean {
	const isKnown = vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined;
	return (
		!WEB.includes(scheme) && (isKnown || scheme === 'untitled' || scheme === 'vscode-notebook-cell')
	);
}
