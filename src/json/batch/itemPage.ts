import * as vscode from 'vscode';
import { changeText, withLineEndsOf } from '../../platform/changeText.ts';
import type { TextChange } from '../../platform/textPart.ts';
import { type Addition, type BatchFormat, ItemText } from './itemText.ts';

const LANGUAGES = { array: 'json', jsonl: 'jsonl', csv: 'plaintext' } as const;

/** The items of a batch in a document, which grows with them: one write at a time, all one step to undo. */
export class ItemPage {
	readonly document: vscode.TextDocument;
	private readonly text: ItemText;
	private pending: unknown[] = [];
	private writing: Promise<void> | undefined;
	private hasWritten = false;
	private failure: unknown;

	private constructor(document: vscode.TextDocument, format: BatchFormat) {
		this.document = document;
		this.text = new ItemText(format);
	}

	/** In the document at an address, if the items stand there; else in a new one. */
	static async open(
		format: BatchFormat,
		items: readonly unknown[],
		address?: string,
	): Promise<ItemPage> {
		const known = address === undefined ? undefined : await documentIn(address);
		const document =
			known !== undefined && holds(known, items, format)
				? known
				: await vscode.workspace.openTextDocument({ language: LANGUAGES[format] });
		await vscode.window.showTextDocument(document, { preview: false });
		const page = new ItemPage(document, format);
		page.add(items);
		return page;
	}

	add(items: readonly unknown[]): void {
		this.pending.push(...items);
		this.writing ??= this.write()
			.catch((error: unknown) => {
				this.failure = error;
			})
			.finally(() => {
				this.writing = undefined;
			});
	}

	/**
	 * Resolves when all items stand in the document.
	 *
	 * @throws what a write failed with
	 */
	async written(): Promise<void> {
		await this.writing;
		if (this.failure !== undefined) {
			throw this.failure;
		}
	}

	private async write(): Promise<void> {
		while (this.pending.length > 0 && !this.document.isClosed) {
			const addition = this.text.add(this.pending.splice(0));
			const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
			this.hasWritten = true;
			const isWritten = await changeText(this.document, () => this.change(addition), undo);
			if (!isWritten && !this.document.isClosed) {
				throw new Error(vscode.l10n.t('The document can no longer be written to.'));
			}
		}
	}

	private change({ kind, text }: Addition): TextChange {
		const length = this.document.offsetAt(endOf(this.document));
		const rangeOffset = kind === 'rewrite' ? 0 : length - lengthOfEnd(this.document, this.text.end);
		return { rangeOffset, rangeLength: kind === 'rewrite' ? length : 0, text };
	}
}

function endOf({ lineCount, lineAt }: vscode.TextDocument): vscode.Position {
	return lineAt(lineCount - 1).range.end;
}

/** What a person typed behind the end stays there. */
function lengthOfEnd(document: vscode.TextDocument, end: string): number {
	const last = endOf(document);
	const start = new vscode.Position(Math.max(0, last.line - end.split('\n').length), 0);
	const tail = document.getText(new vscode.Range(start, last));
	const at = end === '' ? -1 : tail.lastIndexOf(withLineEndsOf(document, end));
	return at < 0 ? 0 : tail.length - at;
}

/** What a person has changed is not written over. */
function holds(
	document: vscode.TextDocument,
	items: readonly unknown[],
	format: BatchFormat,
): boolean {
	const page = new ItemText(format);
	const { text } = page.add(items);
	const begin = text.slice(0, text.length - page.end.length);
	return document.getText().startsWith(withLineEndsOf(document, begin));
}

/** A document that is open, if only as a tab that was not yet shown. */
async function documentIn(address: string): Promise<vscode.TextDocument | undefined> {
	const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(tab => tab.input));
	const input = inputs.find(
		each => each instanceof vscode.TabInputText && each.uri.toString() === address,
	);
	return input instanceof vscode.TabInputText
		? vscode.workspace.openTextDocument(input.uri)
		: undefined;
}
