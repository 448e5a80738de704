import * as vscode from 'vscode';

/** The part of the built-in Git extension's interface that is used here. */
interface GitApi {
	readonly repositories: readonly { diff(cached?: boolean): Promise<string> }[];
}

interface GitExtension {
	getAPI(version: 1): GitApi;
}

/** The changes of all open repositories since the last commit. */
export async function gitDiff(): Promise<string> {
	const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
	if (extension === undefined) {
		throw new Error('The Git extension of VS Code is not available here.');
	}
	const api = (await extension.activate()).getAPI(1);
	const diffs = await Promise.all(
		api.repositories.flatMap(repository => [repository.diff(true), repository.diff(false)]),
	);
	return diffs.filter(diff => diff !== '').join('\n') || '(no changes)';
}
