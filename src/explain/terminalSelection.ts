import * as vscode from 'vscode';
import type { ExplainArgs } from './explainArgs.ts';
import type { ExplainRequest } from './prepareQuestion.ts';

/** Written to the clipboard to tell whether the terminal had something to copy. */
const NOTHING = '\u200b';

/** The text that is selected in the terminal. */
export async function terminalRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const code = (await selectedText()).trim();
	if (code === '') {
		void vscode.window.showInformationMessage(
			vscode.l10n.t('Select the output to explain in the terminal first.'),
		);
		return undefined;
	}
	const subject = { kind: 'output', languageId: 'console', code } as const;
	return { ...args, source: { subject } };
}

/** VS Code gives the selection to the clipboard only: its text is put back; an image on it is lost. */
async function selectedText(): Promise<string> {
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
