import * as vscode from 'vscode';
import type { PlainContent } from './dataParts.ts';
import { promptTsxText } from './promptTsx.ts';

/** A part of a message or of a tool's result as plain data; of classes that are newer than this code, nothing. */
export function toPlainContent(part: unknown): PlainContent | undefined {
	if (typeof part === 'string') {
		return { kind: 'text', text: part };
	}
	if (part instanceof vscode.LanguageModelTextPart) {
		return { kind: 'text', text: part.value };
	}
	if (part instanceof vscode.LanguageModelDataPart) {
		return { kind: 'data', mimeType: part.mimeType, data: part.data };
	}
	if (part instanceof vscode.LanguageModelPromptTsxPart) {
		return { kind: 'text', text: promptTsxText(part.value) };
	}
	return undefined;
}
