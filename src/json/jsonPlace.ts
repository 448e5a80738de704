import * as vscode from 'vscode';
import { DeltaWriter, withLineEndsOf } from '../platform/deltaWriter.ts';

/** A part of a document, in UTF-16 code units. */
export interface Part {
	readonly start: number;
	readonly length: number;
}

/** Where generated JSON stands: a whole document, or a part of one. */
export class JsonPlace {
	readonly document: vscode.TextDocument;
	/** Undefined: the whole document. */
	private part: Part | undefined;
	/** What the lines after the first begin with. */
	private readonly indent: string;

	constructor(document: vscode.TextDocument, part?: Part) {
		this.document = document;
		this.part = part;
		this.indent = part === undefined ? '' : indentAt(document, part.start);
	}

	get isWholeDocument(): boolean {
		return this.part === undefined;
	}

	get offset(): number {
		return this.part?.start ?? 0;
	}

	get text(): string {
		const text = this.document.getText();
		return this.part === undefined
			? text
			: text.slice(this.part.start, this.part.start + this.part.length);
	}

	/** Takes JSON piece by piece; the first takes the place of what stood here, all in one step to undo. */
	begin(): { append(text: string): void; end(): Promise<void> } {
		const { document } = this;
		const writer = new DeltaWriter(document, this.offset, this.text.length);
		let written = 0;
		return {
			append: text => {
				const indented = withLineEndsOf(document, text.replaceAll('\n', `\n${this.indent}`));
				writer.append(indented);
				written += indented.length;
				this.part =
					this.part && written > 0 ? { start: this.part.start, length: written } : this.part;
			},
			end: () => writer.end(),
		};
	}

	/** Changes only where the texts differ, as one step to undo; false when the document refuses it. */
	async replace(
		replacement: string,
		undo = { undoStopBefore: true, undoStopAfter: true },
	): Promise<boolean> {
		const { document } = this;
		const text = withLineEndsOf(document, replacement);
		const old = this.text;
		const [from, common] = commonEnds(old, text);
		const range = new vscode.Range(
			document.positionAt(this.offset + from),
			document.positionAt(this.offset + old.length - common),
		);
		const inserted = text.slice(from, text.length - common);
		const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, range, inserted);
		const isApplied =
			editor === undefined
				? await vscode.workspace.applyEdit(edit)
				: await editor.edit(builder => builder.replace(range, inserted), undo);
		if (isApplied && this.part !== undefined) {
			this.part = { ...this.part, length: text.length };
		}
		return isApplied;
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
