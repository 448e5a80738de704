import * as vscode from 'vscode';
import { EXPLAIN_DESTINATIONS, EXPLAIN_LEVELS } from '../platform/settingValues.ts';
import type { ExplainDestination, ExplainLevel } from './prompt.ts';

/** What a caller of the commands may say; menus, keybindings and other extensions pass what they like. */
export interface ExplainArgs {
	readonly uri?: vscode.Uri | undefined;
	readonly range?: vscode.Range | undefined;
	readonly diagnostics?: readonly vscode.Diagnostic[] | undefined;
	readonly cell?: vscode.NotebookCell | undefined;
	readonly destination?: ExplainDestination | undefined;
	readonly level?: ExplainLevel | undefined;
	readonly isPicking?: boolean | undefined;
}

/** Takes what can be understood of a command's argument and leaves the rest. */
export function explainArgs(argument: unknown): ExplainArgs {
	const cell = cellOf(argument);
	if (cell !== undefined) {
		return { cell };
	}
	if (argument instanceof vscode.Uri) {
		return { uri: argument };
	}
	if (typeof argument !== 'object' || argument === null) {
		return {};
	}
	const given: Readonly<Record<string, unknown>> = { ...argument };
	const { uri, range, diagnostics } = given;
	return {
		uri: uriOf(uri),
		range: range instanceof vscode.Range ? range : placeRange(given['lineNumber'], given['column']),
		diagnostics: isDiagnostics(diagnostics) ? diagnostics : undefined,
		destination: EXPLAIN_DESTINATIONS.find(word => word === given['destination']),
		level: EXPLAIN_LEVELS.find(word => word === given['level']),
	};
}

function cellOf(argument: unknown): vscode.NotebookCell | undefined {
	return vscode.workspace.notebookDocuments
		.flatMap(notebook => notebook.getCells())
		.find(cell => cell === argument);
}

/** Links carry addresses as text. */
function uriOf(value: unknown): vscode.Uri | undefined {
	if (typeof value === 'string') {
		return vscode.Uri.parse(value);
	}
	return value instanceof vscode.Uri ? value : undefined;
}

/** The menu of line numbers tells the line, from 1; links add the column, from 0. */
function placeRange(lineNumber: unknown, column: unknown): vscode.Range | undefined {
	if (typeof lineNumber !== 'number' || lineNumber < 1) {
		return undefined;
	}
	const character = typeof column === 'number' && column >= 0 ? column : 0;
	return new vscode.Range(lineNumber - 1, character, lineNumber - 1, character);
}

function isDiagnostics(value: unknown): value is vscode.Diagnostic[] {
	return Array.isArray(value) && value.every(each => each instanceof vscode.Diagnostic);
}
