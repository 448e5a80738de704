import * as vscode from 'vscode';
import { COMMANDS } from '../../platform/contributions.ts';
import { DIAGNOSTIC_SOURCE } from '../validation/jsonDocuments.ts';

/** Offers at each problem of generated JSON to ask the model for the wrong values again. */
export class RepairActionProvider implements vscode.CodeActionProvider {
	static readonly metadata: vscode.CodeActionProviderMetadata = {
		providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
	};

	provideCodeActions(
		_document: vscode.TextDocument,
		_range: vscode.Range,
		{ diagnostics }: vscode.CodeActionContext,
	): vscode.CodeAction[] {
		const own = diagnostics.filter(({ source }) => source === DIAGNOSTIC_SOURCE);
		if (own.length === 0) {
			return [];
		}
		const title = vscode.l10n.t('Repair the Wrong Values of This JSON');
		const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
		action.diagnostics = own;
		action.command = { command: COMMANDS.repairJson, title };
		return [action];
	}
}
