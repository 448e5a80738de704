import * as vscode from 'vscode';
import { toPlainContent } from '../platform/plainContent.ts';
import { isRecord, type PlainMessage, type PlainPart } from './plainMessage.ts';

/** Not in the typings, but what VS Code sends first. */
const SYSTEM_ROLE = 3;

/** VS Code's messages as plain data; parts of classes that are newer than this code are left out. */
export function toPlainMessages(
	messages: readonly vscode.LanguageModelChatRequestMessage[],
): readonly PlainMessage[] {
	return messages.map(({ role, content }) => ({
		role: roleOf(role),
		parts: toPlainParts(content),
	}));
}

/** Token counting hands the very message of the caller over, whose content may be a bare string. */
export function toPlainParts(content: unknown): readonly PlainPart[] {
	if (typeof content === 'string') {
		return [{ kind: 'text', text: content }];
	}
	return Array.isArray(content) ? content.flatMap(part => toPlainPart(part) ?? []) : [];
}

function roleOf(role: number): PlainMessage['role'] {
	if (role === SYSTEM_ROLE) {
		return 'system';
	}
	return role === vscode.LanguageModelChatMessageRole.Assistant ? 'assistant' : 'user';
}

function toPlainPart(part: unknown): PlainPart | undefined {
	if (part instanceof vscode.LanguageModelToolCallPart) {
		const { callId, name, input } = part;
		return { kind: 'toolCall', callId, name, input: isRecord(input) ? input : {} };
	}
	if (part instanceof vscode.LanguageModelToolResultPart) {
		const { callId, content } = part;
		return {
			kind: 'toolResult',
			callId,
			content: content.flatMap(each => toPlainContent(each) ?? []),
			isError: Reflect.get(part, 'isError') === true,
		};
	}
	const { LanguageModelThinkingPart } = vscode;
	if (LanguageModelThinkingPart !== undefined && part instanceof LanguageModelThinkingPart) {
		return { kind: 'thinking', metadata: part.metadata };
	}
	return toPlainContent(part);
}
