import type * as vscode from 'vscode';
import { changeText, type UndoStops, withLineEndsOf } from '../platform/changeText.ts';
import { DeltaWriter } from '../platform/deltaWriter.ts';
import type { TextPart } from '../platform/textPart.ts';
import { TrackedPart } from '../platform/trackedPart.ts';

const ONE_STEP: UndoStops = { undoStopBefore: true, undoStopAfter: true };

/**
 * Where generated JSON stands: a whole document, or a part of one, which is followed while a person edits what
 * stands around it.
 */
export class JsonPlace implements vscode.Disposable {
	readonly document: vscode.TextDocument;
	/** Undefined: the whole document. */
	private readonly part: TrackedPart | undefined;
	/** What the lines after the first begin with. */
	private readonly indent: string;

	constructor(document: vscode.TextDocument, part?: TextPart) {
		this.document = document;
		this.part = part && new TrackedPart(document, part);
		this.indent = part === undefined ? '' : indentAt(document, part.start);
	}

	get isWholeDocument(): boolean {
		return this.part === undefined;
	}

	get offset(): number {
		return this.part?.start ?? 0;
	}

	/** A part of which nothing is left. */
	get isTakenAway(): boolean {
		return this.part?.length === 0;
	}

	get text(): string {
		const text = this.document.getText();
		return this.part === undefined ? text : text.slice(this.part.start, this.part.end);
	}

	/** The same place in a document with the same text. */
	in(document: vscode.TextDocument): JsonPlace {
		const { part } = this;
		return new JsonPlace(document, part && { start: part.start, length: part.length });
	}

	dispose(): void {
		this.part?.dispose();
	}

	/** Takes JSON piece by piece; the first takes the place of what stood here, all in one step to undo. */
	begin(): { append(text: string): void; end(): Promise<void> } {
		const { document, indent } = this;
		const part =
			this.part ?? new TrackedPart(document, { start: 0, length: document.getText().length });
		const writer = new DeltaWriter(document, part);
		return {
			append: text => writer.append(text.replaceAll('\n', `\n${indent}`)),
			end: async () => {
				try {
					await writer.end();
				} finally {
					if (part !== this.part) {
						part.dispose();
					}
				}
			},
		};
	}

	/** Changes only where the texts differ, as one step to undo; false when the document refuses it. */
	replace(replacement: string, undo = ONE_STEP): Promise<boolean> {
		const { document } = this;
		const text = withLineEndsOf(document, replacement);
		const change = () => {
			const old = this.text;
			const [from, common] = commonEnds(old, text);
			const next = {
				rangeOffset: this.offset + from,
				rangeLength: old.length - common - from,
				text: text.slice(from, text.length - common),
			};
			this.part?.expect(next);
			return next;
		};
		return changeText(document, change, undo);
	}
}

/** How many characters two texts share at their start, and after that at their end. */
function commonEnds(a: string, b: string): readonly [number, number] {
	const shorter = Math.min(a.length, b.length);
	let start = 0;
	while (start < shorter && a[start] === b[start]) {
		start += 1;
	}
	let end = 0;
	while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
		end += 1;
	}
	return [start, end];
}

function indentAt(document: vscode.TextDocument, offset: number): string {
	const line = document.lineAt(document.positionAt(offset).line).text;
	const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
	return indent;
}
