import * as vscode from 'vscode';
import { documentPath } from '../workspacePaths.ts';
import { withoutSecretFiles } from './diffSections.ts';
import { isSecretPath } from './workspacePaths.ts';

/** The part of the built-in Git extension's interface that is used here. */
interface GitApi {
	readonly repositories: readonly GitRepository[];
}

interface GitRepository {
	readonly state: {
		readonly workingTreeChanges: readonly GitChange[];
		/** Where a setting keeps them apart. */
		readonly untrackedChanges?: readonly GitChange[];
	};
	diff(cached?: boolean): Promise<string>;
	/** Looks again. */
	status(): Promise<void>;
}

interface GitChange {
	readonly uri: vscode.Uri;
	readonly status: number;
}

interface GitExtension {
	getAPI(version: 1): GitApi;
}

/** What that interface calls a new file of which Git knows nothing yet. */
const UNTRACKED = 7;
const MAX_UNTRACKED = 200;

/** The changes of all open repositories since the last commit; of files that Git does not know yet the names. */
export async function gitDiff(): Promise<string> {
	if ((await openRepositories()).length === 0) {
		throw new Error('There is no Git repository in the workspace.');
	}
	const changes = [await gitChanges(true), await gitChanges(false), await untrackedFiles()];
	return changes.filter(text => text !== '').join('\n') || '(no changes)';
}

/**
 * What is staged in all open repositories, or what is changed beside it, without files that may hold secrets;
 * empty when nothing is.
 */
export async function gitChanges(isStaged: boolean): Promise<string> {
	const repositories = await openRepositories();
	const diffs = await Promise.all(repositories.map(repository => repository.diff(isStaged)));
	return diffs
		.filter(diff => diff !== '')
		.map(withoutSecretFiles)
		.join('\n');
}

async function untrackedFiles(): Promise<string> {
	const repositories = await openRepositories();
	await Promise.all(repositories.map(repository => repository.status()));
	const files = repositories
		.flatMap(({ state }) => [...state.workingTreeChanges, ...(state.untrackedChanges ?? [])])
		.filter(({ uri, status }) => status === UNTRACKED && !isSecretPath(uri.path))
		.map(({ uri }) => `not tracked yet: ${documentPath(uri)}`);
	const leftOut = files.length - MAX_UNTRACKED;
	return [
		...files.slice(0, MAX_UNTRACKED),
		...(leftOut > 0 ? [`(left out: ${leftOut} more files that are not tracked yet)`] : []),
	].join('\n');
}

async function openRepositories(): Promise<readonly GitRepository[]> {
	const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
	if (extension === undefined) {
		throw new Error('The Git extension of VS Code is not available here.');
	}
	return (await extension.activate()).getAPI(1).repositories;
}
