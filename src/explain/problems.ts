import * as vscode from 'vscode';
import type { Target } from './target.ts';

/** The problems that were asked about, else those in the range; one line each. */
export function problemsOf({ document, range, diagnostics }: Target): string[] {
	return (diagnostics ?? diagnosticsIn(document.uri, range)).map(diagnosticLine);
}

/** What the editor reports in a range, hints left out. */
export function diagnosticsIn(uri: vscode.Uri, range: vscode.Range): vscode.Diagnostic[] {
	return vscode.languages
		.getDiagnostics(uri)
		.filter(
			diagnostic =>
				diagnostic.severity !== vscode.DiagnosticSeverity.Hint &&
				diagnostic.range.intersection(range) !== undefined,
		);
}

/** E.g. `line 12: error 2304 (ts): Cannot find name 'x'.` */
function diagnosticLine({ range, severity, code, source, message }: vscode.Diagnostic): string {
	const id = typeof code === 'object' ? code.value : code;
	const facts = [
		vscode.DiagnosticSeverity[severity]?.toLowerCase() ?? 'problem',
		id === undefined ? '' : String(id),
		source === undefined ? '' : `(${source})`,
	].filter(Boolean);
	return `line ${range.start.line + 1}: ${facts.join(' ')}: ${message.trim()}`;
}
