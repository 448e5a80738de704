import * as vscode from 'vscode';
import { linesRange } from '../../platform/workspacePaths.ts';
import type { AttachmentKind } from '../../shared/attachments.ts';
import { isFileUri } from './fileUri.ts';
import type { LineRange } from './source.ts';

/** What is needed of an attachment, sent or not, to show it. */
export interface Opened {
	readonly kind: AttachmentKind | undefined;
	readonly uri?: vscode.Uri | undefined;
	readonly lines?: LineRange | undefined;
	/** Where no file holds it: its text, if it has one. */
	readonly text?: string | undefined;
	readonly language?: string | undefined;
}

/** Shows what a chip names: the file at its lines, the folder in the explorer, else its text. */
export async function openAttachment({ kind, uri, lines, text, language }: Opened): Promise<void> {
	if (kind === 'problems') {
		await vscode.commands.executeCommand('workbench.actions.view.problems');
	} else if (kind === 'folder' && uri !== undefined && isFileUri(uri)) {
		await vscode.commands.executeCommand('revealInExplorer', uri);
	} else if (uri !== undefined && isFileUri(uri)) {
		await showFile(uri, lines);
	} else if (text !== undefined) {
		const content = { content: text, ...(language !== undefined && { language }) };
		const document = await vscode.workspace.openTextDocument(content);
		await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
	}
}

/** In the editor that fits: pictures are no text. */
async function showFile(uri: vscode.Uri, lines: LineRange | undefined): Promise<void> {
	const selection = lines && linesRange({ path: uri.path, line: lines.first, last: lines.last });
	await vscode.commands.executeCommand('vscode.open', uri, {
		viewColumn: vscode.ViewColumn.One,
		...(selection !== undefined && { selection }),
	});
}
