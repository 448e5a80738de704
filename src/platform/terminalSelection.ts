import * as vscode from 'vscode';

/** Written to the clipboard to tell whether the terminal had something to copy. */
const NOTHING = '\u200b';

/**
 * The text that is selected in the terminal, empty when nothing is. VS Code gives it to the clipboard only:
 * the clipboard's text is put back; an image on it is lost.
 */
export async function terminalSelection(): Promise<string> {
	const { clipboard } = vscode.env;
	const before = await clipboard.readText();
	try {
		await clipboard.writeText(NOTHING);
		await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
		const copied = await clipboard.readText();
		return copied === NOTHING ? '' : copied;
	} finally {
		await clipboard.writeText(before);
	}
}
