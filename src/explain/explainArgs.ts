import * as vscode from 'vscode';
import { EXPLAIN_DESTINATIONS, EXPLAIN_LEVELS } from '../platform/settings.ts';
import type { ExplainDestination } from './explainer.ts';
import type { ExplainLevel } from './prompt.ts';

/** What a caller of the commands may say; menus, keybindings and other extensions pass what they like. */
export interface ExplainArgs {
	readonly uri?: vscode.Uri | undefined;
	readonly range?: vscode.Range | undefined;
	readonly diagnostics?: readonly vscode.Diagnostic[] | undefined;
	readonly destination?: ExplainDestination | undefined;
	readonly level?: ExplainLevel | undefined;
}

/** Takes what can be understood of a command's argument and leaves the rest. */
export function explainArgs(argument: unknown): ExplainArgs {
	if (argument instanceof vscode.Uri) {
		return { uri: argument };
	}
	if (typeof argument !== 'object' || argument === null) {
		return {};
	}
	const given: Readonly<Record<string, unknown>> = { ...argument };
	const { uri, range, diagnostics } = given;
	return {
		uri: uri instanceof vscode.Uri ? uri : undefined,
		range: range instanceof vscode.Range ? range : lineRange(given['lineNumber']),
		diagnostics: isDiagnostics(diagnostics) ? diagnostics : undefined,
		destination: EXPLAIN_DESTINATIONS.find(word => word === given['destination']),
		level: EXPLAIN_LEVELS.find(word => word === given['level']),
	};
}

/** The menu of line numbers tells the line, from 1. */
function lineRange(lineNumber: unknown): vscode.Range | undefined {
	return typeof lineNumber === 'number' && lineNumber >= 1
		? new vscode.Range(lineNumber - 1, 0, lineNumber - 1, 0)
		: undefined;
}

function isDiagnostics(value: unknown): value is vscode.Diagnostic[] {
	return Array.isArray(value) && value.every(each => each instanceof vscode.Diagnostic);
}
