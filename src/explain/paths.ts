import * as vscode from 'vscode';

/**
 * How people write a document's place: relative to its workspace folder, with the folder's name where
 * there are several; the file's name alone outside of them, so that no prompt tells where a person keeps
 * their files.
 */
export function documentPath(uri: vscode.Uri): string {
	const folder = folderOf(uri);
	if (folder === undefined) {
		return uri.path.split('/').at(-1) || uri.toString();
	}
	const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
	const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
	return several ? `${folder.name}/${path}` : path;
}

/** Also for other views of a file, e.g. the older side of a diff or a cell of a notebook. */
function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
	const folders = vscode.workspace.workspaceFolders ?? [];
	return (
		vscode.workspace.getWorkspaceFolder(uri) ??
		folders.find(folder => uri.path.startsWith(`${folder.uri.path.replace(/\/$/, '')}/`))
	);
}
