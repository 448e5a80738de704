import type * as vscode from 'vscode';
import type { Attachment, AttachmentKind } from '../../shared/attachments.ts';
import type { Part } from '../../shared/content.ts';

/** Lines of a file, from 1, both included. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}

/**
 * What an attachment was made of. Files are read when they are sent; what could be gone by then (a
 * selection, bytes that were pasted) is kept as it was.
 */
export type AttachmentSource =
	| { readonly kind: 'file' | 'image' | 'pdf' | 'audio' | 'video'; readonly uri: vscode.Uri }
	| {
			readonly kind: 'folder';
			readonly uri: vscode.Uri;
			/** The person wants it although it is ignored; its secrets stay out all the same. */
			readonly withIgnored?: boolean | undefined;
	  }
	| {
			readonly kind: 'symbol';
			readonly uri: vscode.Uri;
			readonly name: string;
			/** As it was when it was chosen. */
			readonly lines: LineRange;
	  }
	| {
			readonly kind: 'selection';
			readonly uri: vscode.Uri;
			readonly lines: LineRange;
			readonly text: string;
			readonly languageId: string;
	  }
	| { readonly kind: 'problems' }
	| { readonly kind: 'changes'; readonly isStaged: boolean }
	| { readonly kind: 'terminal'; readonly text: string }
	| {
			readonly kind: 'pasted';
			readonly as: AttachmentKind;
			readonly name: string;
			readonly mimeType: string;
			readonly bytes: Uint8Array;
	  }
	/** Went with a question that is edited, and goes along again as it was then. */
	| { readonly kind: 'sent'; readonly attachment: Attachment; readonly part: Part };

export function kindOf(source: AttachmentSource): AttachmentKind {
	switch (source.kind) {
		case 'pasted':
			return source.as;
		case 'sent':
			return source.attachment.kind ?? 'file';
		default:
			return source.kind;
	}
}

/** Two that would attach the same; of bytes that were pasted, or sent before, nobody can tell. */
export function isSameSource(a: AttachmentSource, b: AttachmentSource): boolean {
	return keyOf(a) !== undefined && keyOf(a) === keyOf(b);
}

function keyOf(source: AttachmentSource): string | undefined {
	switch (source.kind) {
		case 'pasted':
		case 'sent':
			return undefined;
		case 'problems':
			return source.kind;
		case 'changes':
			return `${source.kind} ${source.isStaged}`;
		case 'terminal':
			return `${source.kind} ${source.text}`;
		case 'selection':
		case 'symbol':
			return `${source.kind} ${source.uri} ${source.lines.first}-${source.lines.last}`;
		default:
			return `${source.kind} ${source.uri}`;
	}
}
