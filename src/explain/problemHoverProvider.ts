import * as vscode from 'vscode';
import { COMMANDS } from '../platform/contributions.ts';
import { readSettings } from '../platform/settings.ts';
import { diagnosticsIn } from './problems.ts';

/** A link under the message of an error or a warning; only where the setting wants it. */
export class ProblemHoverProvider implements vscode.HoverProvider {
	provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
		if (!readSettings(document.uri).explainDiagnosticHover) {
			return undefined;
		}
		const [problem] = diagnosticsIn(document.uri, new vscode.Range(position, position));
		if (problem === undefined) {
			return undefined;
		}
		const { line } = problem.range.start;
		const args = [
			{ uri: document.uri.toString(), lineNumber: line + 1, column: problem.range.start.character },
		];
		const href = `command:${COMMANDS.explainProblem}?${encodeURIComponent(JSON.stringify(args))}`;
		const text = new vscode.MarkdownString(
			`[$(lightbulb) ${vscode.l10n.t('Explain Problem with Gemini')}](${href})`,
			true,
		);
		text.isTrusted = { enabledCommands: [COMMANDS.explainProblem] };
		return new vscode.Hover(text, problem.range);
	}
}
