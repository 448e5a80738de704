import * as vscode from 'vscode';
import { COMMANDS } from '../platform/contributions.ts';
import { readSettings } from '../platform/settings.ts';
import type { ExplainArgs } from './explainArgs.ts';

/**
 * The lightbulb's offers. Nothing is computed before one is chosen, none is preferred over a real fix, and
 * on a bare cursor nothing is offered, so that the lightbulb does not follow the cursor for us.
 */
export class ExplainCodeActionProvider implements vscode.CodeActionProvider {
	provideCodeActions(
		document: vscode.TextDocument,
		range: vscode.Range | vscode.Selection,
		context: vscode.CodeActionContext,
	): vscode.CodeAction[] {
		const { codeActions: mode } = readSettings(document.uri);
		if (mode === 'off') {
			return [];
		}
		const actions: vscode.CodeAction[] = [];
		if (context.diagnostics.length > 0 && wants(context, vscode.CodeActionKind.QuickFix)) {
			actions.push(explainProblem(document.uri, range, context.diagnostics));
		}
		const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
		if (
			mode === 'always' &&
			(!range.isEmpty || isAsked) &&
			wants(context, vscode.CodeActionKind.RefactorRewrite)
		) {
			actions.push(explainCode(document.uri, range));
		}
		return actions;
	}
}

function wants({ only }: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
	return only === undefined || only.contains(kind);
}

function explainProblem(
	uri: vscode.Uri,
	range: vscode.Range,
	diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
	const title = vscode.l10n.t('Explain Problem with Gemini');
	const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
	const args: ExplainArgs = { uri, range, diagnostics };
	action.diagnostics = [...diagnostics];
	action.command = { command: COMMANDS.explainProblem, title, arguments: [args] };
	return action;
}

function explainCode(uri: vscode.Uri, range: vscode.Range): vscode.CodeAction {
	const title = vscode.l10n.t('Explain with Gemini');
	const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
	const args: ExplainArgs = { uri, range };
	action.command = { command: COMMANDS.explainSelection, title, arguments: [args] };
	return action;
}
