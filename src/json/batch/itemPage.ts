import * as vscode from 'vscode';
import { changeText, withLineEndsOf } from '../../platform/changeText.ts';
import type { TextChange } from '../../platform/textPart.ts';
import { type Addition, type BatchFormat, heldItems, ItemText, plainLines } from './itemText.ts';

const LANGUAGES = { array: 'json', jsonl: 'jsonl', csv: 'plaintext' } as const;

/**
 * The items of a batch in a document, which grows with them: one write at a time, all one step to undo. What a
 * person has written there is not written over: all of the items then go on in a new document. So they do when the
 * document is closed, unless that was because it was saved under a name: then they go on under that.
 */
export class ItemPage implements vscode.Disposable {
	private current: vscode.TextDocument;
	private readonly format: BatchFormat;
	private readonly subscription: vscode.Disposable;
	/** Documents with a name that were opened since; one of them may be this one, saved. */
	private readonly opened = new Set<vscode.TextDocument>();
	/** Of the items that stand in the document, and of those that are on their way into it. */
	private text: ItemText;
	private pending: unknown[] = [];
	private writing: Promise<void> | undefined;
	private hasWritten = false;
	private failure: unknown;
	/** What could not be written is missing there. */
	private isBroken = false;

	private constructor(document: vscode.TextDocument, format: BatchFormat) {
		this.current = document;
		this.format = format;
		this.text = new ItemText(format);
		this.subscription = vscode.workspace.onDidOpenTextDocument(each => {
			if (!each.isUntitled) {
				this.opened.add(each);
			}
		});
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
			page.standIn(document, items);
		} else {
			page.add(items);
		}
		return page;
	}

	dispose(): void {
		this.subscription.dispose();
	}

	add(items: readonly unknown[]): void {
		this.pending.push(...items);
		if (this.failure !== undefined) {
			// What could not be written would be missing before these.
			return;
		}
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
		// Saved or closed since the last of them.
		this.add([]);
		await this.writing;
		if (this.failure !== undefined) {
			throw this.failure;
		}
	}

	/** Begins anew after a write has failed. */
	retry(): void {
		if (this.failure !== undefined) {
			this.failure = undefined;
			this.isBroken = true;
			this.add([]);
		}
	}

	private async write(): Promise<void> {
		while (this.pending.length > 0 || this.isLost) {
			if (this.isBroken || (this.document.isClosed && !this.isSaved())) {
				await this.beginAnew();
			}
			const items = this.pending.splice(0);
			const isWritten = items.length === 0 || (await this.put(this.text.add(items)));
			if (!isWritten && !this.document.isClosed) {
				await this.beginAnew();
			}
		}
	}

	private get isLost(): boolean {
		return this.isBroken || (this.document.isClosed && this.text.items.length > 0);
	}

	/** Whether the document was closed because it has a name now; the items then go on from what was saved. */
	private isSaved(): boolean {
		const { items } = this.text;
		for (const document of this.opened) {
			const count = document.isClosed
				? undefined
				: heldItems(document.getText(), this.format, items);
			if (count !== undefined) {
				this.pending.unshift(...items.slice(count));
				this.standIn(document, items.slice(0, count));
				return true;
			}
		}
		return false;
	}

	private standIn(document: vscode.TextDocument, items: readonly unknown[]): void {
		this.current = document;
		this.text = new ItemText(this.format);
		this.hasWritten = false;
		this.isBroken = false;
		if (items.length > 0) {
			this.text.add(items);
		}
	}

	/** All of the items in another document. */
	private async beginAnew(): Promise<void> {
		const document = await newDocument(this.format);
		// The person may be writing in the other one.
		const viewColumn = vscode.ViewColumn.Beside;
		await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true });
		const items = [...this.text.items, ...this.pending.splice(0)];
		this.standIn(document, []);
		const isWritten = await this.put(this.text.add(items));
		if (!isWritten && !document.isClosed) {
			throw new Error(vscode.l10n.t('The document can no longer be written to.'));
		}
	}

	private put(addition: Addition): Promise<boolean> {
		const undo = { undoStopBefore: !this.hasWritten, undoStopAfter: false };
		this.hasWritten = true;
		return changeText(this.document, () => this.change(addition), undo);
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
	return plainLines(document.getText()) === plainLines(text);
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
