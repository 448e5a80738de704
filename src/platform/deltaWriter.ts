import * as vscode from 'vscode';

/** How often pending text goes into the document: smooth for the eye, cheap for language services. */
const FLUSH_INTERVAL_MS = 60;

/**
 * Appends streamed text to a document: in order, in batches, as one step to undo. The person's cursor and
 * scroll position stay where they are, and what a person typed meanwhile is kept.
 */
export class DeltaWriter {
	private pending = '';
	private timer: ReturnType<typeof setTimeout> | undefined;
	private writing: Promise<void> = Promise.resolve();
	private failure: unknown;
	private hasWritten = false;

	private readonly document: vscode.TextDocument;
	/** Where the next text goes; moves with what is written. */
	private offset: number;
	private replacedLength: number;

	/** The first text takes the place of `replacedLength` characters after `offset`. */
	constructor(
		document: vscode.TextDocument,
		offset = document.getText().length,
		replacedLength = 0,
	) {
		this.document = document;
		this.offset = offset;
		this.replacedLength = replacedLength;
	}

	/** @throws what an earlier write failed with, e.g. because the document was closed. */
	append(text: string): void {
		if (this.failure !== undefined) {
			throw this.failure;
		}
		this.pending += text;
		this.timer ??= setTimeout(() => this.flush(), FLUSH_INTERVAL_MS);
	}

	/** Resolves when everything stands in the document. */
	async end(): Promise<void> {
		this.flush();
		await this.writing;
		if (this.failure !== undefined) {
			throw this.failure;
		}
	}

	private flush(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		const text = this.pending;
		this.pending = '';
		if (text !== '') {
			this.writing = this.writing
				.then(() => this.write(text))
				.catch(error => {
					this.failure ??= error;
				});
		}
	}

	private async write(text: string): Promise<void> {
		const range = new vscode.Range(
			this.document.positionAt(this.offset),
			this.document.positionAt(this.offset + this.replacedLength),
		);
		const inserted = withLineEndsOf(this.document, text);
		const applied = await this.replace(range, inserted);
		if (!applied) {
			throw new Error(vscode.l10n.t('The document can no longer be written to.'));
		}
		this.offset += inserted.length;
		this.replacedLength = 0;
		this.hasWritten = true;
	}

	/** A visible editor can join edits into one undo step; a document without one cannot. */
	private async replace(range: vscode.Range, text: string): Promise<boolean> {
		const editor = vscode.window.visibleTextEditors.find(
			({ document }) => document === this.document,
		);
		if (editor !== undefined) {
			const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
			return editor.edit(
				edit => (range.isEmpty ? edit.insert(range.start, text) : edit.replace(range, text)),
				undo,
			);
		}
		const edit = new vscode.WorkspaceEdit();
		edit.replace(this.document.uri, range, text);
		return vscode.workspace.applyEdit(edit);
	}
}

/** The text with the line ends that it will have in the document, so that offsets after it are right. */
export function withLineEndsOf({ eol }: Pick<vscode.TextDocument, 'eol'>, text: string): string {
	return text.replaceAll(/\r?\n/g, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}
