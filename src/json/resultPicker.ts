import * as vscode from 'vscode';
import type { Source } from './prompt.ts';
import { openFileIn, saveFile, type Target } from './targetPicker.ts';

/** One result to be made, and the data for it. */
export interface Result {
	readonly sources: readonly Source[];
	readonly target: Target;
}

/**
 * One result from all data or, where there are several pieces and a new document is wanted, one for each of them.
 * Undefined when the person thinks better of it.
 */
export async function pickResults(
	target: Target,
	sources: readonly Source[],
): Promise<readonly Result[] | undefined> {
	const all = [{ sources, target }];
	if (sources.length < 2 || !target.isNew) {
		return all;
	}
	const one = vscode.l10n.t('One document from all data');
	const each = vscode.l10n.t('One document for each of the {0} pieces of data', sources.length);
	const files = vscode.l10n.t('A file for each, in a folder…');
	const title = vscode.l10n.t('How many documents?');
	const chosen = await vscode.window.showQuickPick([one, each, files], { title });
	switch (chosen) {
		case one:
			return all;
		case each:
			return sources.map(source => ({ sources: [source], target }));
		case files:
			return fileForEach(target, sources);
		default:
			return undefined;
	}
}

async function fileForEach(
	{ schema }: Target,
	sources: readonly Source[],
): Promise<readonly Result[] | undefined> {
	const [folder] =
		(await vscode.window.showOpenDialog({
			canSelectFiles: false,
			canSelectFolders: true,
			openLabel: vscode.l10n.t('Generate Here'),
		})) ?? [];
	return (
		folder &&
		sources.map(source => ({
			sources: [source],
			target: { schema, open: () => openFileIn(folder, stemOf(source.name)), finish: saveFile },
		}))
	);
}

function stemOf(name: string): string {
	return name.replace(/(?<=.)\.[^.]*$/, '');
}
