import { createDemoModel } from '../../../src/demoModel/demoModel.ts';
import { LABORATORY } from '../../../src/demoModel/laboratory.ts';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../../src/gemini/client.ts';
import type { Endpoint } from '../../../src/gemini/endpoint.ts';
import type { AnswerPart } from '../../../src/languageModel/answerPart.ts';
import type {
	PlainMessage,
	PlainPart,
	PlainTool,
} from '../../../src/languageModel/plainMessage.ts';
import type { ChatRequest } from '../../../src/languageModel/prompt.ts';
import { type RespondContext, respond } from '../../../src/languageModel/respond.ts';
import { createSignatureMemory } from '../../../src/languageModel/signatureMemory.ts';
import { settings, words } from './messages.ts';

export const BASE_URL = 'https://demo.test';

/** The provider's pure part in front of the strict demo model. */
export function demoChat(model = 'gemini-3.5-flash') {
	const demo = createDemoModel({ pace: 0, ...LABORATORY });
	const endpoint: Endpoint = { baseUrl: BASE_URL, authHeader: 'x-goog-api-key', apiKey: 'demo' };
	const refusals = createAdjustmentMemory();
	const logged: string[] = [];
	let memory = createSignatureMemory();

	const ask = (
		messages: readonly PlainMessage[],
		request: Partial<ChatRequest> = {},
		context: Partial<RespondContext> = {},
		signal = new AbortController().signal,
	) =>
		respond(
			{
				messages,
				tools: [],
				requiresTool: false,
				modelOptions: undefined,
				pickedLevel: undefined,
				...request,
			},
			{
				target: { model, baseUrl: BASE_URL },
				settings,
				inputTokens: 1_000_000,
				memory,
				words,
				canThink: true,
				log: message => logged.push(message),
				generate: prompt =>
					generate(prompt, {
						endpoint,
						signal,
						fetch: demo.fetch,
						memory: refusals,
						maxRetries: 2,
						idleTimeoutMs: 5_000,
						sleep: async () => undefined,
					}),
				...context,
			},
		);

	return {
		demo,
		logged,
		ask,
		/** As a new window would: nothing is remembered. */
		forget: () => {
			memory = createSignatureMemory();
		},
		bodies: () => demo.requests.map(({ body }) => body),
		statuses: () => demo.requests.map(({ status }) => status),
	};
}

export async function collect(parts: AsyncIterable<AnswerPart>): Promise<AnswerPart[]> {
	const collected: AnswerPart[] = [];
	for await (const part of parts) {
		collected.push(part);
	}
	return collected;
}

export function textOf(parts: readonly AnswerPart[]): string {
	return parts.map(part => (part.kind === 'text' ? part.text : '')).join('');
}

/** The answer as a chat keeps it; only some chats give thinking parts back. */
export function asHistory(parts: readonly AnswerPart[], returnsThinking: boolean): PlainMessage {
	return {
		role: 'assistant',
		parts: parts.flatMap((part): PlainPart[] => {
			switch (part.kind) {
				case 'thinking':
					return returnsThinking ? [{ kind: 'thinking', metadata: part.metadata }] : [];
				case 'data':
					return [];
				default:
					return [part];
			}
		}),
	};
}

/** What a chat does with calls: runs them and sends a message for each. */
export function resultsOf(parts: readonly AnswerPart[]): readonly PlainMessage[] {
	return parts.flatMap((part): PlainMessage[] =>
		part.kind === 'toolCall'
			? [
					{
						role: 'user',
						parts: [
							{
								kind: 'toolResult',
								callId: part.callId,
								isError: false,
								content: [{ kind: 'text', text: `result of ${part.name}` }],
							},
						],
					},
				]
			: [],
	);
}

const city = (description: string): PlainTool => ({
	name: description.split(' ', 1).join(''),
	description,
	inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
});

export const TOOLS: readonly PlainTool[] = [city('weather by city'), city('population by city')];
