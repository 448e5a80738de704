import * as vscode from 'vscode';
import { terminalSelection } from '../platform/terminalSelection.ts';
import type { ExplainArgs } from './explainArgs.ts';
import type { ExplainRequest } from './prepareQuestion.ts';

/** The text that is selected in the terminal. */
export async function terminalRequest(args: ExplainArgs): Promise<ExplainRequest | undefined> {
	const code = (await terminalSelection()).trim();
	if (code === '') {
		void vscode.window.showInformationMessage(
			vscode.l10n.t('Select the output to explain in the terminal first.'),
		);
		return undefined;
	}
	const subject = { kind: 'output', languageId: 'console', code } as const;
	return { ...args, source: { subject } };
}
