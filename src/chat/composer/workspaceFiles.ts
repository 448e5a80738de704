import * as vscode from 'vscode';
import { searchExclude } from '../../platform/searchExclude.ts';
import { documentPath } from '../../platform/workspacePaths.ts';
import type { Exclusions } from './exclusions.ts';

const MAX_FILES = 20_000;
/** While somebody types a name, the list is not made anew for each letter. */
const KEPT_MS = 5_000;

/** A file or folder with its path as people write it, made once: it is compared with every letter typed. */
export interface NamedUri {
	readonly uri: vscode.Uri;
	readonly path: string;
}

export interface WorkspaceListing {
	readonly files: readonly NamedUri[];
	/** All that hold one of the files, inside of the workspace's folders; their paths end in a slash. */
	readonly folders: readonly NamedUri[];
}

/** The files of the workspace that a person may want to attach: without those that search leaves out. */
export class WorkspaceFiles {
	private readonly exclusions: () => Promise<Exclusions>;
	private listed: { readonly at: number; readonly listing: Promise<WorkspaceListing> } | undefined;

	constructor(exclusions: () => Promise<Exclusions>) {
		this.exclusions = exclusions;
	}

	list(): Promise<WorkspaceListing> {
		if (this.listed === undefined || Date.now() - this.listed.at > KEPT_MS) {
			this.listed = { at: Date.now(), listing: this.find() };
		}
		return this.listed.listing;
	}

	private async find(): Promise<WorkspaceListing> {
		const [found, exclusions] = await Promise.all([
			vscode.workspace.findFiles('**/*', searchExclude(), MAX_FILES),
			this.exclusions(),
		]);
		const files = found.filter(uri => exclusions.reasonFor(uri) === undefined);
		const folders = foldersOf(files).map(uri => ({ uri, path: `${documentPath(uri)}/` }));
		return { files: files.map(named), folders };
	}
}

export function named(uri: vscode.Uri): NamedUri {
	return { uri, path: documentPath(uri) };
}

function foldersOf(files: readonly vscode.Uri[]): vscode.Uri[] {
	const folders = new Map<string, vscode.Uri>();
	for (const file of files) {
		const root = vscode.workspace.getWorkspaceFolder(file)?.uri.path;
		let at = vscode.Uri.joinPath(file, '..');
		while (root !== undefined && at.path.length > root.length && !folders.has(at.toString())) {
			folders.set(at.toString(), at);
			at = vscode.Uri.joinPath(at, '..');
		}
	}
	return [...folders.values()];
}

/** The files below a folder, in the order of their paths, those of the folder itself first. */
export async function filesBelow(
	folder: vscode.Uri,
	accepts: (uri: vscode.Uri) => boolean,
): Promise<{ readonly uri: vscode.Uri; readonly path: string }[]> {
	const pattern = new vscode.RelativePattern(folder, '**/*');
	const found = await vscode.workspace.findFiles(pattern, searchExclude(), MAX_FILES);
	return found
		.filter(accepts)
		.map(uri => ({ uri, path: uri.path.slice(folder.path.length + 1) }))
		.sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
}

function depth(path: string): number {
	return path.split('/').length;
}
