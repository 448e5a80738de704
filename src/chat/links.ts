import * as vscode from 'vscode';

/**
 * Opens a link of an answer through VS Code, which shows the target and asks. Anything but a web or mail
 * address is refused: a model's text must not run commands or open programs.
 */
export async function openLink(href: string): Promise<void> {
	const url = URL.parse(href);
	if (url === null || !/^(https?|mailto):$/.test(url.protocol)) {
		void vscode.window.showWarningMessage(
			vscode.l10n.t('This link is not opened: {0}', href.slice(0, 200)),
		);
		return;
	}
	await vscode.env.openExternal(vscode.Uri.parse(href, true));
}
