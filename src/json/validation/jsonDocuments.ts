import { stripComments } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { Log } from '../../platform/log.ts';
import type { JsonJob } from '../jobs.ts';
import type { JsonPlace } from '../jsonPlace.ts';
import { createValidator } from './validator.node.ts';
import type { JsonProblem, Validator, Verdict } from './verdict.ts';

/** By which the extension's own diagnostics are known. */
export const DIAGNOSTIC_SOURCE = 'Comet Gemini';

/** A document is checked again when a person has not typed for this long. */
const RECHECK_AFTER_MS = 400;

/** Generated JSON that is checked for as long as its document is open. */
export interface Followed {
	readonly place: JsonPlace;
	/** What was asked for; its schema is what the place has to satisfy. */
	readonly job: JsonJob;
}

/** A document that was saved under a name is another one, with the same text. */
export interface SavedAs {
	readonly from: vscode.TextDocument;
	readonly to: vscode.TextDocument;
}

/** Generated JSON and its schemas: problems stand in the editor for as long as it is open. */
export class JsonDocuments implements vscode.Disposable {
	private readonly validator: Validator;
	private readonly diagnostics = vscode.languages.createDiagnosticCollection('cometGemini');
	private readonly schemas = new WeakMap<vscode.TextDocument, unknown>();
	private readonly followed = new Map<vscode.TextDocument, readonly Followed[]>();
	private readonly timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
	private readonly saved = new vscode.EventEmitter<SavedAs>();
	private readonly subscriptions: vscode.Disposable;
	private readonly log: Log;
	readonly onDidSaveAs = this.saved.event;

	constructor(extensionUri: vscode.Uri, log: Log) {
		this.log = log;
		const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'json', 'validation');
		this.validator = createValidator(
			vscode.Uri.joinPath(folder, 'validationWorker.node.js').fsPath,
		);
		this.subscriptions = vscode.Disposable.from(
			this.saved,
			vscode.workspace.onDidChangeTextDocument(({ document }) => this.recheckSoon(document)),
			vscode.workspace.onDidOpenTextDocument(document => this.adopt(document)),
			vscode.workspace.onDidCloseTextDocument(document => this.forget(document)),
		);
	}

	/** Lends the schema's completion and hover to a document that is to be written. */
	describe({ document, isWholeDocument }: JsonPlace, schema: unknown): void {
		if (isWholeDocument) {
			this.schemas.set(document, schema);
		}
	}

	/** Checks a place against the schema, now and after each change of its document. */
	async follow(place: JsonPlace, job: JsonJob): Promise<Verdict> {
		const { document } = place;
		this.describe(place, job.schema);
		const others = this.followed.get(document)?.filter(each => each.place !== place) ?? [];
		const kept = place.isWholeDocument ? [] : others;
		for (const other of others.filter(each => !kept.includes(each))) {
			other.place.dispose();
		}
		const followed = { place, job };
		this.followed.set(document, [...kept, followed]);
		return (await this.check(document)).get(followed) ?? this.verdictOn(followed);
	}

	/** The schema of the whole document, if it is one of ours. */
	schemaOf(document: vscode.TextDocument): unknown {
		return this.schemas.get(document);
	}

	/** What is checked in a document, in the order in which it was made. */
	followedIn(document: vscode.TextDocument): readonly Followed[] {
		return this.followed.get(document) ?? [];
	}

	/** See {@link Validator}; shows nothing. */
	validate(text: string, schema: unknown): Promise<Verdict> {
		return this.validator.validate(text, schema);
	}

	dispose(): void {
		for (const timer of this.timers.values()) {
			clearTimeout(timer);
		}
		for (const { place } of [...this.followed.values()].flat()) {
			place.dispose();
		}
		this.subscriptions.dispose();
		this.diagnostics.dispose();
		this.validator.dispose();
	}

	private adopt(to: vscode.TextDocument): void {
		const text = to.getText();
		const from = [...this.followed.keys()].find(
			each => each.isUntitled && !to.isUntitled && text !== '' && each.getText() === text,
		);
		if (from !== undefined) {
			const copies = this.followed.get(from)?.map(({ place, job }) => {
				const copy = { place: place.in(to), job };
				this.describe(copy.place, job.schema);
				return copy;
			});
			this.followed.set(to, copies ?? []);
			this.saved.fire({ from, to });
			this.recheckSoon(to);
		}
	}

	private forget(document: vscode.TextDocument): void {
		clearTimeout(this.timers.get(document));
		this.timers.delete(document);
		for (const { place } of this.followed.get(document) ?? []) {
			place.dispose();
		}
		this.followed.delete(document);
		this.diagnostics.delete(document.uri);
	}

	private recheckSoon(document: vscode.TextDocument): void {
		if (!this.followed.has(document)) {
			return;
		}
		clearTimeout(this.timers.get(document));
		this.timers.set(
			document,
			setTimeout(() => {
				this.timers.delete(document);
				this.check(document).catch(error => this.log.error(String(error)));
			}, RECHECK_AFTER_MS),
		);
	}

	private async check(document: vscode.TextDocument): Promise<ReadonlyMap<Followed, Verdict>> {
		const { version } = document;
		const followed = this.followed.get(document) ?? [];
		const verdicts = new Map(
			await Promise.all(
				followed
					.filter(({ place }) => !place.isTakenAway)
					.map(async each => [each, await this.verdictOn(each)] as const),
			),
		);
		// A later check is on its way when the document has changed meanwhile.
		if (document.version === version && !document.isClosed) {
			this.diagnostics.set(document.uri, [...verdicts].flatMap(toDiagnostics));
		}
		return verdicts;
	}

	private verdictOn({ place, job }: Followed): Promise<Verdict> {
		const { text, document } = place;
		const json = document.languageId === 'jsonc' ? stripComments(text, ' ') : text;
		return this.validator.validate(json, job.schema);
	}
}

function toDiagnostics([{ place }, { problems }]: readonly [Followed, Verdict]) {
	return problems.map(problem => toDiagnostic(place.document, problem, place.offset));
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
	diagnostic.source = DIAGNOSTIC_SOURCE;
	diagnostic.code = keyword;
	return diagnostic;
}
