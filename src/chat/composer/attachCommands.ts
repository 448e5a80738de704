import * as vscode from 'vscode';
import type { ChatComposer } from './chatComposer.ts';
import { openFiles, selectionSource } from './editorContext.ts';

/** *Add File to Chat*: what is selected in the explorer, else the file of the editor. */
export async function addFiles(
	composer: Pick<ChatComposer, 'addUris'>,
	clicked: unknown,
	selected: unknown,
): Promise<void> {
	const several = Array.isArray(selected) ? selected : [];
	const uris = [clicked, ...several].filter(each => each instanceof vscode.Uri);
	const distinct = [...new Map(uris.map(uri => [uri.toString(), uri])).values()];
	await composer.addUris(distinct.length > 0 ? distinct : openFiles().slice(0, 1));
}

/** *Add Selection to Chat*. */
export async function addSelection(composer: Pick<ChatComposer, 'add'>): Promise<void> {
	const source = selectionSource();
	if (source === undefined) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t('Select something in the editor first.'),
		);
	} else {
		await composer.add([source]);
	}
}
