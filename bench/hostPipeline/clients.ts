import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { GoogleGenAI } from '@google/genai';
import { streamText } from 'ai';
import { createAdjustmentMemory } from '../../src/gemini/adjustmentMemory.ts';
import { generateBatches } from '../../src/gemini/client.ts';
import type { Prompt } from '../../src/shared/prompt.ts';

/** Asks an endpoint and takes the whole answer; resolves to the characters of its text. */
export type Client = (origin: string) => Promise<number>;

const model = 'gemini-3.5-flash';
const question = 'Explain this code.';
const apiKey = 'bench';

const prompt: Prompt = {
	model,
	contents: [{ role: 'user', parts: [{ text: question }] }],
};

export const clients = {
	ours: async origin => {
		const batches = generateBatches(prompt, {
			endpoint: { baseUrl: origin, authHeader: 'x-goog-api-key', apiKey },
			fetch: globalThis.fetch,
			signal: new AbortController().signal,
			idleTimeoutMs: 300_000,
			maxRetries: 0,
			memory: createAdjustmentMemory(),
		});
		let length = 0;
		for await (const batch of batches) {
			for (const event of batch) {
				length += event.type === 'text' ? event.text.length : 0;
			}
		}
		return length;
	},
	genai: async origin => {
		const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: origin } });
		let length = 0;
		for await (const chunk of await client.models.generateContentStream({
			model,
			contents: question,
		})) {
			length += chunk.text?.length ?? 0;
		}
		return length;
	},
	doStream: async origin => {
		const provider = createGoogleGenerativeAI({ apiKey, baseURL: `${origin}/v1beta` });
		const { stream } = await provider(model).doStream({
			prompt: [{ role: 'user', content: [{ type: 'text', text: question }] }],
		});
		let length = 0;
		for await (const part of stream) {
			length += part.type === 'text-delta' ? (part.delta?.length ?? 0) : 0;
		}
		return length;
	},
	streamText: async origin => {
		const provider = createGoogleGenerativeAI({ apiKey, baseURL: `${origin}/v1beta` });
		let length = 0;
		for await (const part of streamText({ model: provider(model), prompt: question }).fullStream) {
			length += part.type === 'text-delta' ? (part.text?.length ?? 0) : 0;
		}
		return length;
	},
} as const satisfies Readonly<Record<string, Client>>;

/** Reads a body to its end and does nothing with it. */
export async function drain(origin: string): Promise<void> {
	const response = await fetch(`${origin}/v1beta/models/${model}:streamGenerateContent?alt=sse`, {
		method: 'POST',
		body: JSON.stringify({ contents: prompt.contents }),
	});
	const reader = response.body?.getReader();
	while (reader && !(await reader.read()).done) {}
}
