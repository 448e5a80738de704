import * as vscode from 'vscode';
import type { Log } from '../../platform/log.ts';
import type { JsonPlace } from '../jsonPlace.ts';
import { createValidator } from './validator.node.ts';
import type { JsonProblem, Validator, Verdict } from './verdict.ts';

/** A document is checked again when a person has not typed for this long. */
const RECHECK_AFTER_MS = 400;

/** Generated documents and their schemas: problems stand in the editor for as long as it is open. */
export class JsonDocuments implements vscode.Disposable {
	private readonly validator: Validator;
	private readonly diagnostics = vscode.languages.createDiagnosticCollection('cometGemini');
	private readonly schemas = new WeakMap<vscode.TextDocument, unknown>();
	private readonly timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
	private readonly subscriptions: vscode.Disposable;
	private readonly log: Log;

	constructor(extensionUri: vscode.Uri, log: Log) {
		this.log = log;
		const entry = vscode.Uri.joinPath(
			extensionUri,
			'dist',
			'json',
			'validation',
			'validationWorker.node.js',
		);
		this.validator = createValidator(entry.fsPath);
		this.subscriptions = vscode.Disposable.from(
			vscode.workspace.onDidChangeTextDocument(({ document }) => this.recheckSoon(document)),
			vscode.workspace.onDidCloseTextDocument(document => this.diagnostics.delete(document.uri)),
		);
	}

	/**
	 * Checks a place against the schema: a whole document now and after each change, a part of one now; what it
	 * says of a part goes with the next change.
	 */
	async follow(place: JsonPlace, schema: unknown): Promise<Verdict> {
		const { document } = place;
		if (place.isWholeDocument) {
			this.schemas.set(document, schema);
			return this.check(document, schema);
		}
		const { version } = document;
		const { text, offset } = place;
		const verdict = await this.validator.validate(text, schema);
		if (document.version === version) {
			this.show(document, verdict, offset);
		}
		return verdict;
	}

	/** The schema that the whole document is checked against, if it is one of ours. */
	schemaOf(document: vscode.TextDocument): unknown {
		return this.schemas.get(document);
	}

	/** See {@link Validator}; shows nothing. */
	validate(text: string, schema: unknown): Promise<Verdict> {
		return this.validator.validate(text, schema);
	}

	dispose(): void {
		for (const timer of this.timers.values()) {
			clearTimeout(timer);
		}
		this.subscriptions.dispose();
		this.diagnostics.dispose();
		this.validator.dispose();
	}

	private recheckSoon(document: vscode.TextDocument): void {
		const schema = this.schemas.get(document);
		if (schema === undefined) {
			this.diagnostics.delete(document.uri);
			return;
		}
		clearTimeout(this.timers.get(document));
		this.timers.set(
			document,
			setTimeout(() => {
				this.timers.delete(document);
				this.check(document, schema).catch(error => this.log.error(String(error)));
			}, RECHECK_AFTER_MS),
		);
	}

	private async check(document: vscode.TextDocument, schema: unknown): Promise<Verdict> {
		const { version } = document;
		const verdict = await this.validator.validate(document.getText(), schema);
		// A later check is on its way when the document has changed meanwhile.
		if (document.version === version && !document.isClosed) {
			this.show(document, verdict, 0);
		}
		return verdict;
	}

	/** The text that was checked begins at `start`. */
	private show(document: vscode.TextDocument, { problems }: Verdict, start: number): void {
		this.diagnostics.set(
			document.uri,
			problems.map(problem => toDiagnostic(document, problem, start)),
		);
	}
}

function toDiagnostic(
	document: vscode.TextDocument,
	problem: JsonProblem,
	start: number,
): vscode.Diagnostic {
	const { length, message, keyword } = problem;
	const offset = start + problem.offset;
	const range = new vscode.Range(
		document.positionAt(offset),
		document.positionAt(offset + Math.max(1, length)),
	);
	const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
	diagnostic.source = 'Comet Gemini';
	diagnostic.code = keyword;
	return diagnostic;
}
