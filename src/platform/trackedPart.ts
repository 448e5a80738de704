import * as vscode from 'vscode';
import { isSameChange, movePart, type TextChange, type TextPart } from './textPart.ts';

/** A part of a document that stays on its text while a person edits what stands around and in it. */
export class TrackedPart implements vscode.Disposable {
	private part: TextPart;
	private expected: TextChange | undefined;
	private readonly subscription: vscode.Disposable;

	constructor(document: vscode.TextDocument, part: TextPart) {
		this.part = part;
		this.subscription = vscode.workspace.onDidChangeTextDocument(event => {
			if (event.document === document) {
				this.move(event.contentChanges);
			}
		});
	}

	get start(): number {
		return this.part.start;
	}

	get length(): number {
		return this.part.length;
	}

	get end(): number {
		return this.part.start + this.part.length;
	}

	/** What this change puts at the edges of the part will belong to it; what others put there does not. */
	expect(change: TextChange): void {
		this.expected = change;
	}

	dispose(): void {
		this.subscription.dispose();
	}

	private move(changes: readonly TextChange[]): void {
		const [change] = changes;
		const isOwn =
			change !== undefined && changes.length === 1 && isSameChange(change, this.expected);
		this.part = movePart(this.part, changes, isOwn ? 'inside' : 'outside');
		if (isOwn) {
			this.expected = undefined;
		}
	}
}
