import * as vscode from 'vscode';
import { changeText, withLineEndsOf } from './changeText.ts';
import type { TrackedPart } from './trackedPart.ts';

/** How often pending text goes into the document: smooth for the eye, cheap for language services. */
const FLUSH_INTERVAL_MS = 60;

/**
 * Writes streamed text into a part of a document: in order, in batches, as one step to undo. What stood there
 * goes with the first text. What a person types meanwhile, before it, after it or in it, is kept.
 */
export class DeltaWriter {
	private pending = '';
	private timer: ReturnType<typeof setTimeout> | undefined;
	private writing: Promise<void> = Promise.resolve();
	private failure: unknown;
	private hasWritten = false;

	private readonly document: vscode.TextDocument;
	private readonly part: TrackedPart;

	constructor(document: vscode.TextDocument, part: TrackedPart) {
		this.document = document;
		this.part = part;
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
		const { document, part } = this;
		const inserted = withLineEndsOf(document, text);
		const change = () => {
			// Asked anew when something came between, which may have been an undo.
			if (this.hasWritten && part.length === 0) {
				throw new Error(vscode.l10n.t('What was written has been taken away, so nothing more is.'));
			}
			const at = this.hasWritten
				? { rangeOffset: part.end, rangeLength: 0 }
				: { rangeOffset: part.start, rangeLength: part.length };
			const next = { ...at, text: inserted };
			part.expect(next);
			return next;
		};
		const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
		if (!(await changeText(document, change, undo))) {
			throw new Error(vscode.l10n.t('The document can no longer be written to.'));
		}
		this.hasWritten = true;
	}
}
