import * as vscode from 'vscode';
import type { AnswerPart } from './answerPart.ts';
import type { ReportedPart } from './runtimeApi.ts';

/** Whether this VS Code takes thinking parts. */
export function canReportThinking(): boolean {
	return vscode.LanguageModelThinkingPart !== undefined;
}

/** A part in VS Code's class for it; nothing where this VS Code has none. */
export function toReportedPart(part: AnswerPart): ReportedPart | undefined {
	switch (part.kind) {
		case 'text':
			return new vscode.LanguageModelTextPart(part.text);
		case 'toolCall':
			return new vscode.LanguageModelToolCallPart(part.callId, part.name, part.input);
		case 'data':
			return new vscode.LanguageModelDataPart(part.data, part.mimeType);
		case 'thinking': {
			const { LanguageModelThinkingPart } = vscode;
			return LanguageModelThinkingPart === undefined
				? undefined
				: new LanguageModelThinkingPart(part.text, part.id, part.metadata);
		}
		default:
			return part satisfies never;
	}
}
