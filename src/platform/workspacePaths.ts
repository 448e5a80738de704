import * as vscode from 'vscode';
import type { CodePlace } from '../shared/codePlace.ts';

/**
 * How people write a document's place: relative to its workspace folder, with the folder's name where
 * there are several; the file's name alone outside of them, so that no prompt tells where a person keeps
 * their files.
 */
export function documentPath(uri: vscode.Uri): string {
	const cell = cellOf(uri);
	return cell === undefined ? pathOf(uri) : `${pathOf(cell.notebook.uri)}#cell-${cell.index + 1}`;
}

/** The notebook cell whose text this is. */
export function cellOf(uri: vscode.Uri): vscode.NotebookCell | undefined {
	return uri.scheme === 'vscode-notebook-cell'
		? vscode.workspace.notebookDocuments
				.flatMap(notebook => notebook.getCells())
				.find(({ document }) => document.uri.toString() === uri.toString())
		: undefined;
}

function pathOf(uri: vscode.Uri): string {
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

/** Where the place that an answer names is: in the folder of `near` first, then in any. */
export async function findPlace(
	place: CodePlace,
	near: vscode.Uri | undefined,
): Promise<vscode.Location | undefined> {
	const uri = await findFile(place.path, near);
	return uri && new vscode.Location(uri, linesRange(place));
}

/** Whole lines; `moved` by so many since they were counted. */
export function linesRange({ line, last }: CodePlace, moved = 0): vscode.Range {
	const first = Math.max(0, line - 1 + moved);
	return new vscode.Range(first, 0, Math.max(first, last - 1 + moved), Number.MAX_SAFE_INTEGER);
}

/** Selects a place in the editor that shows its file, else in the first group. */
export async function showPlace({ uri, range }: vscode.Location): Promise<void> {
	const visible = vscode.window.visibleTextEditors.find(
		({ document }) => document.uri.toString() === uri.toString(),
	);
	await vscode.window.showTextDocument(uri, {
		selection: range,
		viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
	});
}

async function findFile(
	path: string,
	near: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
	for (const uri of candidates(path, near)) {
		if (await isFile(uri)) {
			return uri;
		}
	}
	return undefined;
}

function candidates(path: string, near: vscode.Uri | undefined): vscode.Uri[] {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const own = near && folderOf(near);
	const ordered = own === undefined ? folders : [own, ...folders.filter(each => each !== own)];
	const named = folders.find(({ name }) => path.startsWith(`${name}/`));
	return [
		...(named === undefined ? [] : [inside(named.uri, path.slice(named.name.length + 1))]),
		...ordered.map(({ uri }) => inside(uri, path)),
		...(near === undefined ? [] : [inside(vscode.Uri.joinPath(near, '..'), path)]),
	].filter(uri => uri !== undefined);
}

/** `undefined` for a path that leads out of the folder: the text of an answer is a stranger's. */
function inside(folder: vscode.Uri, path: string): vscode.Uri | undefined {
	const uri = vscode.Uri.joinPath(folder, path);
	return uri.path.startsWith(`${folder.path.replace(/\/$/, '')}/`) ? uri : undefined;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
	try {
		return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
	} catch {
		// Not there, or in a file system that does not answer: either way nothing to open.
		return false;
	}
}
