import assert from 'node:assert/strict';
import { createDemoModel, type DemoModel } from '../../../src/demoModel/demoModel.ts';
import { LABORATORY } from '../../../src/demoModel/laboratory.ts';
import type { WireChunk } from '../../../src/demoModel/wire.ts';

export const MODEL = 'gemini-3.5-flash';

/** A model that never waits. */
export function quickModel(): DemoModel {
	return createDemoModel({
		...LABORATORY,
		pace: 0,
		sleep: async () => {},
		now: () => Date.UTC(2026, 10, 22),
	});
}

export function user(text: string) {
	return { role: 'user', parts: [{ text }] };
}

export function prompt(text: string, more: object = {}) {
	return { contents: [user(text)], ...more };
}

export function post(
	demo: DemoModel,
	method: string,
	body: unknown,
	model = MODEL,
	headers: Record<string, string> = {},
): Promise<Response> {
	return demo.fetch(`http://demo.test/v1beta/models/${model}:${method}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

/** The whole answer of a unary request, which must succeed. */
export async function generate(body: unknown, model = MODEL): Promise<WireChunk> {
	const response = await post(quickModel(), 'generateContent', body, model);
	const answer = await response.json();
	assert.equal(response.status, 200, JSON.stringify(answer));
	return answer;
}

export function partsOf(answer: WireChunk) {
	return answer.candidates?.[0]?.content?.parts ?? [];
}

/** The visible text. */
export function textOf(answer: WireChunk): string {
	return partsOf(answer)
		.map(part => (part.thought ? '' : (part.text ?? '')))
		.join('');
}

/** The objects of a stream in the default framing. */
export async function stream(body: unknown, model = MODEL): Promise<WireChunk[]> {
	const response = await post(quickModel(), 'streamGenerateContent?alt=sse', body, model);
	assert.equal(response.status, 200);
	const events = (await response.text()).split('\r\n\r\n').filter(event => event !== '');
	return events.map(event => JSON.parse(event.replace(/^data: /, '')));
}
