import * as vscode from 'vscode';
import { searchExclude } from '../searchExclude.ts';
import { globPlaces, isSecretPath, safeSegments } from './workspacePaths.ts';

const MAX_FILES = 5_000;

export interface FoundFiles {
	readonly files: readonly vscode.Uri[];
	/** There are more than were looked for. */
	readonly hasMore: boolean;
}

/**
 * Files of the workspace that a model's glob matches, without those that searches leave out, that may hold
 * secrets or that stand behind a link: VS Code follows links in its search, also out of the workspace.
 */
export async function findFiles(glob: string): Promise<FoundFiles> {
	const segments = safeSegments(glob);
	if (segments === undefined) {
		throw new Error('The glob must stay inside the workspace.');
	}
	const found = await search(glob, segments);
	const types = new Map<string, Promise<vscode.FileType | undefined>>();
	const isReal = await Promise.all(found.map(uri => isWithoutLinks(uri, types)));
	return {
		files: found.filter((uri, index) => isReal[index] === true && !isSecretPath(uri.path)),
		hasMore: found.length >= MAX_FILES,
	};
}

async function search(glob: string, segments: readonly string[]): Promise<readonly vscode.Uri[]> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const places = globPlaces(glob, segments, folders);
	const found = await Promise.all(
		places.map(({ folder, glob: plain }) =>
			vscode.workspace.findFiles(
				folder === undefined ? plain : new vscode.RelativePattern(folder, plain),
				searchExclude(),
				MAX_FILES,
			),
		),
	);
	return [...new Map(found.flat().map(uri => [uri.toString(), uri])).values()];
}

/**
 * A file inside a workspace folder, and not through a link that leads out of it.
 * @throws an error that may be told to the model.
 */
export async function resolveFile(path: string): Promise<vscode.Uri> {
	const segments = safeSegments(path);
	if (segments === undefined || segments.length === 0) {
		throw new Error(`${path} is not a path inside the workspace.`);
	}
	if (isSecretPath(segments.join('/'))) {
		throw new Error(`${path} may hold secrets and is not read.`);
	}
	const types = new Map<string, Promise<vscode.FileType | undefined>>();
	for (const folder of vscode.workspace.workspaceFolders ?? []) {
		const isNamed = segments[0] === folder.name && segments.length > 1;
		for (const candidate of isNamed ? [segments, segments.slice(1)] : [segments]) {
			if (await existsWithoutLinks(folder.uri, candidate, types)) {
				return vscode.Uri.joinPath(folder.uri, ...candidate);
			}
		}
	}
	throw new Error(`There is no file ${path} in the workspace.`);
}

/** By URI: many files share their folders. */
type FileTypes = Map<string, Promise<vscode.FileType | undefined>>;

function isWithoutLinks(uri: vscode.Uri, types: FileTypes): Promise<boolean> | false {
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	return (
		folder !== undefined &&
		existsWithoutLinks(
			folder.uri,
			uri.path.slice(folder.uri.path.length).split('/').filter(Boolean),
			types,
		)
	);
}

async function existsWithoutLinks(
	root: vscode.Uri,
	segments: readonly string[],
	types: FileTypes,
): Promise<boolean> {
	let uri = root;
	for (const segment of segments) {
		uri = vscode.Uri.joinPath(uri, segment);
		const key = uri.toString();
		const known = types.get(key) ?? typeOf(uri);
		types.set(key, known);
		const type = await known;
		if (type === undefined || (type & vscode.FileType.SymbolicLink) !== 0) {
			return false;
		}
	}
	return true;
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
	try {
		return (await vscode.workspace.fs.stat(uri)).type;
	} catch {
		// Not there: another folder of the workspace may have it.
		return undefined;
	}
}
