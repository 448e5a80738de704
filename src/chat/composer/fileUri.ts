import * as vscode from 'vscode';

/** VS Code can read these as if they were files, over the network. */
const WEB = ['http', 'https'];
const REMOTE = 'vscode-remote';
/** Of these no file system tells, and yet VS Code can read them. */
const UNLISTED = [REMOTE, 'untitled', 'vscode-notebook-cell'];

/**
 * Whether a file system has it, or an editor that has not saved it yet. Addresses come from conversations that
 * were imported and from what is dropped: for those of strangers nothing is run, fetched or shown in a browser.
 */
export function isFileUri({ scheme }: vscode.Uri): boolean {
	const isKnown = vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined;
	return !WEB.includes(scheme) && (isKnown || UNLISTED.includes(scheme));
}

/**
 * An address that the page was given. On a remote machine the window names its files with the machine; here,
 * on that machine, they are plain files.
 */
export function localUri(uri: vscode.Uri): vscode.Uri {
	const isHere = vscode.workspace.workspaceFolders?.[0]?.uri.scheme === 'file';
	return uri.scheme === REMOTE && isHere ? uri.with({ scheme: 'file', authority: '' }) : uri;
}
