import * as vscode from 'vscode';
import { findPlace, showPlace } from '../platform/workspacePaths.ts';
import { type CodePlace, codePlaceOf } from '../shared/codePlace.ts';

/**
 * Opens a link of an answer: a place in the workspace in its editor, a web or mail address through VS Code,
 * which shows the target and asks. All else is refused: a model's text must not run commands or open
 * programs.
 */
export async function openLink(href: string): Promise<void> {
	const place = codePlaceOf(href);
	if (place !== undefined) {
		await openPlace(place);
		return;
	}
	const url = URL.parse(href);
	if (url === null || !/^(https?|mailto):$/.test(url.protocol)) {
		void vscode.window.showWarningMessage(
			vscode.l10n.t('This link is not opened: {0}', href.slice(0, 200)),
		);
		return;
	}
	await vscode.env.openExternal(vscode.Uri.parse(href, true));
}

async function openPlace(place: CodePlace): Promise<void> {
	const location = await findPlace(place, vscode.window.activeTextEditor?.document.uri);
	if (location === undefined) {
		void vscode.window.showInformationMessage(vscode.l10n.t('{0} was not found.', place.path));
		return;
	}
	await showPlace(location);
}
