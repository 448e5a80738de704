import * as vscode from 'vscode';
import { changeText, withLineEndsOf } from '../../platform/changeText.ts';
import type { TextChange } from '../../platform/textPart.ts';
import { type Addition, type BatchFormat, ItemText } from './itemText.ts';

const LANGUAGES = { array: 'json', jsonl: 'jsonl', csv: 'plaintext' } as const;

/**
 * The items of a batch in a document, which grows with them: one write at a time, all one step to undo. What a
 * person has written there is not written over: all of the items then go on in a new document.
 */
export class ItemPage {
	private current: vscode.TextDocument;
	private readonly format: BatchFormat;
	private readonly text: ItemText;
	private pending: unknown[] = [];
	private writing: Promise<void> | undefined;
	private hasWritten = false;
	private failure: unknown;

	private constructor(document: vscode.TextDocument, format: BatchFormat) {
		this.current = document;
		this.format = format;
		this.text = new ItemText(format);
	}

	/** Where the items stand now. */
	get document(): vscode.TextDocument {
		return this.current;
	}

	/** In the document at an address, if the items and nothing else stand there; else in a new one. */
	static async open(
		format: BatchFormat,
		items: readonly unknown[],
		address?: string,
	): Promise<ItemPage> {
		const known = address === undefined ? undefined : await documentIn(address);
		const text = items.length === 0 ? '' : new ItemText(format).add(items).text;
		const isKnown = known !== undefined && holds(known, text);
		const document = isKnown ? known : await newDocument(format);
		await vscode.window.showTextDocument(document, { preview: false });
		const page = new ItemPage(document, format);
		if (isKnown) {
			page.text.add(items);
		} else {
			page.add(items);
		}
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
			const isWritten = await this.put(addition);
			if (!isWritten && !this.document.isClosed) {
				throw new Error(vscode.l10n.t('The document can no longer be written to.'));
			}
		}
	}

	private async put(addition: Addition): Promise<boolean> {
		const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
		this.hasWritten = true;
		const isWritten = await changeText(this.document, () => this.change(addition), undo);
		if (isWritten || this.document.isClosed || !isInTheWay(this.document, addition)) {
			return isWritten;
		}
		this.current = await newDocument(this.format);
		this.hasWritten = false;
		// The person may be writing in the other one.
		const viewColumn = vscode.ViewColumn.Beside;
		await vscode.window.showTextDocument(this.document, { viewColumn, preserveFocus: true });
		return this.put({ kind: 'rewrite', text: addition.text, before: '' });
	}

	private change(addition: Addition): TextChange | undefined {
		const { document } = this;
		const length = document.offsetAt(endOf(document));
		if (addition.kind === 'insert') {
			const rangeOffset = length - lengthOfEnd(document, this.text.end);
			return { rangeOffset, rangeLength: 0, text: addition.text };
		}
		return isInTheWay(document, addition)
			? undefined
			: { rangeOffset: 0, rangeLength: length, text: addition.text };
	}
}

function newDocument(format: BatchFormat): Thenable<vscode.TextDocument> {
	return vscode.workspace.openTextDocument({ language: LANGUAGES[format] });
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

/** Whether a rewrite would write over what a person has changed. */
function isInTheWay(document: vscode.TextDocument, addition: Addition): boolean {
	return addition.kind === 'rewrite' && !holds(document, addition.before);
}

/** Whether this is all that stands there, whatever VS Code has made of its line ends. */
function holds(document: vscode.TextDocument, text: string): boolean {
	const lines = (each: string) => each.replaceAll(/\r\n?/g, '\n');
	return lines(document.getText()) === lines(text);
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
