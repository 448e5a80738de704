import * as vscode from 'vscode';
import { withoutSecretFiles } from './diffSections.ts';

/** The part of the built-in Git extension's interface that is used here. */
interface GitApi {
	readonly repositories: readonly { diff(cached?: boolean): Promise<string> }[];
}

interface GitExtension {
	getAPI(version: 1): GitApi;
}

/** The changes of all open repositories since the last commit. */
export async function gitDiff(): Promise<string> {
	const diffs = await Promise.all([gitChanges(true), gitChanges(false)]);
	return diffs.filter(diff => diff !== '').join('\n') || '(no changes)';
}

/**
 * What is staged in all open repositories, or what is changed beside it, without files that may hold secrets;
 * empty when nothing is.
 */
export async function gitChanges(isStaged: boolean): Promise<string> {
	const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
	if (extension === undefined) {
		throw new Error('The Git extension of VS Code is not available here.');
	}
	const api = (await extension.activate()).getAPI(1);
	const diffs = await Promise.all(api.repositories.map(repository => repository.diff(isStaged)));
	return diffs
		.filter(diff => diff !== '')
		.map(withoutSecretFiles)
		.join('\n');
}
