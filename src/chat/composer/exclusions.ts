import { minimatch } from 'minimatch';
import * as vscode from 'vscode';
import { isSecretPath } from '../../platform/tools/workspacePaths.ts';
import { IgnoreRules } from './ignoreRules.ts';

/** Why a file is not attached unless a person insists. */
export type ExclusionReason = 'secret' | 'gitignore' | 'aiexclude' | 'filesExclude';

/** Long enough for one completion, short enough to follow a change. */
const KEPT_MS = 5_000;
const MAX_IGNORE_FILES = 500;
/** Folders between that of the workspace and the root of its repository. */
const MAX_PARENTS = 20;

interface FolderRules {
	readonly folder: vscode.WorkspaceFolder;
	readonly gitignore: IgnoreRules;
	readonly aiexclude: IgnoreRules;
	/** Where the repository's root is, seen from the folder: path of the folder inside it. */
	readonly prefix: string;
	readonly filesExclude: readonly string[];
}

/** What a person would not want to send by accident. */
export class Exclusions {
	private readonly folders: readonly FolderRules[];

	private constructor(folders: readonly FolderRules[]) {
		this.folders = folders;
	}

	static async load(): Promise<Exclusions> {
		const folders = vscode.workspace.workspaceFolders ?? [];
		return new Exclusions(await Promise.all(folders.map(rulesOf)));
	}

	/** Outside of the workspace only names tell. */
	reasonFor(uri: vscode.Uri, isFolder = false): ExclusionReason | undefined {
		if (isSecretPath(uri.path)) {
			return 'secret';
		}
		const rules = this.folders.find(({ folder }) => uri.path.startsWith(`${folder.uri.path}/`));
		if (rules === undefined) {
			return undefined;
		}
		const path = uri.path.slice(rules.folder.uri.path.length + 1);
		if (rules.aiexclude.isIgnored(path, isFolder)) {
			return 'aiexclude';
		}
		if (rules.gitignore.isIgnored(rules.prefix + path, isFolder)) {
			return 'gitignore';
		}
		return isExcluded(path, rules.filesExclude) ? 'filesExclude' : undefined;
	}
}

/** {@link Exclusions} that are read again after a while. */
export function recentExclusions(): () => Promise<Exclusions> {
	let loaded: { readonly at: number; readonly value: Promise<Exclusions> } | undefined;
	return () => {
		if (loaded === undefined || Date.now() - loaded.at > KEPT_MS) {
			loaded = { at: Date.now(), value: Exclusions.load() };
		}
		return loaded.value;
	};
}

async function rulesOf(folder: vscode.WorkspaceFolder): Promise<FolderRules> {
	const gitignore = new IgnoreRules();
	const aiexclude = new IgnoreRules();
	const prefix = await addParents(folder.uri, gitignore);
	const found = await vscode.workspace.findFiles(
		new vscode.RelativePattern(folder, '**/{.gitignore,.aiexclude}'),
		'**/node_modules/**',
		MAX_IGNORE_FILES,
	);
	for (const uri of found) {
		const inner = uri.path.slice(folder.uri.path.length + 1);
		const base = inner.slice(0, Math.max(0, inner.lastIndexOf('/')));
		const text = await textOf(uri);
		if (inner.endsWith('.aiexclude')) {
			aiexclude.add(base, text);
		} else {
			gitignore.add((prefix + base).replace(/\/$/, ''), text);
		}
	}
	return { folder, gitignore, aiexclude, prefix, filesExclude: filesExclude(folder) };
}

/**
 * A folder inside a repository follows the rules of the folders around it. Adds those, and resolves to the
 * folder's own path inside the repository, as `a/b/`.
 */
async function addParents(folder: vscode.Uri, rules: IgnoreRules): Promise<string> {
	const parents = [folder];
	let at = folder;
	while (!(await exists(vscode.Uri.joinPath(at, '.git')))) {
		at = vscode.Uri.joinPath(at, '..');
		if (at.path === '/' || parents.length > MAX_PARENTS) {
			return '';
		}
		parents.push(at);
	}
	rules.add('', await textOf(vscode.Uri.joinPath(at, '.git', 'info', 'exclude')));
	for (const parent of parents.slice(1)) {
		const base = parent.path.slice(at.path.length + 1);
		rules.add(base, await textOf(vscode.Uri.joinPath(parent, '.gitignore')));
	}
	return folder.path === at.path ? '' : `${folder.path.slice(at.path.length + 1)}/`;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		// Not there, or not to be seen: both mean that it cannot be followed.
		return false;
	}
}

async function textOf(uri: vscode.Uri): Promise<string> {
	try {
		return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
	} catch {
		// Gone meanwhile: it excludes nothing.
		return '';
	}
}

function filesExclude(folder: vscode.WorkspaceFolder): string[] {
	const patterns = vscode.workspace
		.getConfiguration('files', folder.uri)
		.get<Record<string, unknown>>('exclude');
	return Object.entries(patterns ?? {}).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
}

/** A pattern may name the file or a folder that it is in. */
function isExcluded(path: string, globs: readonly string[]): boolean {
	const segments = path.split('/');
	return segments.some((_, index) => {
		const part = segments.slice(0, index + 1).join('/');
		return globs.some(glob => minimatch(part, glob, { dot: true }));
	});
}
