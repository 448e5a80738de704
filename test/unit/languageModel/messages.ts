import type { AnswerWords } from '../../../src/languageModel/answerWords.ts';
import type { PlainMessage, PlainPart } from '../../../src/languageModel/plainMessage.ts';
import type { RequestSettings } from '../../../src/languageModel/prompt.ts';

export const text = (value: string): PlainPart => ({ kind: 'text', text: value });

export const user = (...parts: PlainPart[]): PlainMessage => ({ role: 'user', parts });

export const assistant = (...parts: PlainPart[]): PlainMessage => ({ role: 'assistant', parts });

export const system = (value: string): PlainMessage => ({ role: 'system', parts: [text(value)] });

export const call = (
	callId: string,
	name: string,
	input: Record<string, unknown> = {},
): PlainPart => ({ kind: 'toolCall', callId, name, input });

export const result = (callId: string, value: string, isError = false): PlainPart => ({
	kind: 'toolResult',
	callId,
	content: [{ kind: 'text', text: value }],
	isError,
});

export const data = (mimeType: string, ...bytes: number[]): PlainPart => ({
	kind: 'data',
	mimeType,
	data: Uint8Array.from(bytes),
});

export const words: AnswerWords = {
	sources: 'Sources',
	citations: 'Taken from',
	image: (mimeType, size) => `image ${mimeType} ${size}`,
	waiting: (waitMs, error) => `waiting ${waitMs} ${error.kind}`,
	finished: (finish, isEmpty) =>
		finish?.reason === 'STOP' && !isEmpty
			? undefined
			: `finished ${finish?.reason ?? 'silently'} ${isEmpty ? 'empty' : 'shown'}`,
	blocked: ({ reason }) => `blocked ${reason}`,
	failed: error => `failed ${error.kind} ${error.status ?? ''}`.trim(),
	tooLong: (tokens, limit, model) => `${model} takes ${limit}, not ${tokens > limit}`,
};

export const settings: RequestSettings = {
	thinkingLevel: 'auto',
	includeThoughts: true,
	systemInstruction: '',
	temperature: undefined,
	topP: undefined,
	maxOutputTokens: undefined,
	safetySettings: [],
};
