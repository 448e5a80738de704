import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../../src/gemini/client.ts';
import type { ClientOptions } from '../../../src/gemini/clientOptions.ts';
import { GeminiError } from '../../../src/gemini/errors.ts';
import { functionResponsePart } from '../../../src/gemini/functionResponse.ts';
import type { Content, Part } from '../../../src/shared/content.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import { appendPart } from '../../../src/shared/turnParts.ts';

const TOOLS = { functionDeclarations: [{ name: 'get_weather' }] };
const ask = (text: string): Content => ({ role: 'user', parts: [{ text }] });

describe('A mock server of strangers', function () {
	this.timeout(10_000);
	let mock: LLMock;

	before(async () => {
		mock = new LLMock({ port: 0 });
		// The first that fits is taken, and the question is still there when its answer comes.
		mock.onToolResult('call_1', { content: 'It rains in Paris.' });
		mock.onMessage('hello', {
			content: 'Hi there! How are you today?',
			usage: { prompt_tokens: 7, completion_tokens: 9, total_tokens: 16 },
		});
		mock.onMessage('think', { content: 'Forty-two.', reasoning: 'Six times seven.' });
		mock.onMessage('weather', {
			toolCalls: [{ name: 'get_weather', arguments: '{"city":"Paris"}', id: 'call_1' }],
		});
		mock.onMessage('too long', { content: 'Once upon', finishReason: 'length' });
		mock.onMessage('filtered', { content: 'I', finishReason: 'content_filter' });
		mock.onMessage('busy', {
			error: { message: 'The model is overloaded.', type: 'UNAVAILABLE' },
			status: 503,
		});
		mock.onMessage('wrong', {
			error: { message: 'Bad field.', type: 'INVALID_ARGUMENT' },
			status: 400,
		});
		mock.onMessage(
			'cut',
			{ content: 'x'.repeat(4_000) },
			{ truncateAfterChunks: 3, chunkSize: 10 },
		);
		await mock.start();
	});
	afterEach(() => mock.clearChaos());
	after(() => mock.stop());

	async function hear(contents: readonly Content[], overrides: Partial<ClientOptions> = {}) {
		const events: ModelEvent[] = [];
		const parts: Part[] = [];
		let error: ErrorInfo | undefined;
		try {
			for await (const event of generate(
				{ model: 'gemini-2.5-flash', contents, tools: TOOLS },
				{
					endpoint: { baseUrl: mock.url, authHeader: 'x-goog-api-key', apiKey: 'mock' },
					fetch: globalThis.fetch,
					signal: new AbortController().signal,
					idleTimeoutMs: 5_000,
					maxRetries: 0,
					memory: createAdjustmentMemory(),
					...overrides,
				},
			)) {
				events.push(event);
				if ('part' in event) {
					appendPart(parts, event.part);
				}
			}
		} catch (thrown) {
			assert.ok(thrown instanceof GeminiError, String(thrown));
			error = thrown.info;
		}
		const finish = events.findLast(event => event.type === 'finish');
		const usage = events.findLast(event => event.type === 'usage');
		return { events, parts, error, finish: finish?.reason, usage: usage?.usage };
	}

	it('streams text that arrives whole, with its usage and finish reason', async () => {
		const { parts, finish, usage, error } = await hear([ask('hello')]);
		assert.deepEqual(parts, [{ text: 'Hi there! How are you today?' }]);
		assert.deepEqual(
			[finish, usage, error],
			['STOP', { prompt: 7, candidates: 9, total: 16 }, undefined],
		);
	});

	it('answers in one piece as well', async () => {
		const { parts, finish } = await hear([ask('hello')], { mode: 'unary' });
		assert.deepEqual([parts, finish], [[{ text: 'Hi there! How are you today?' }], 'STOP']);
	});

	it('thinks aloud', async () => {
		assert.deepEqual((await hear([ask('think')])).parts, [
			{ text: 'Six times seven.', thought: true },
			{ text: 'Forty-two.' },
		]);
	});

	it('calls a function and takes its answer, under a finish reason of its own', async () => {
		const { parts, finish } = await hear([ask('weather')]);
		assert.deepEqual(parts, [
			{ functionCall: { name: 'get_weather', args: { city: 'Paris' }, id: 'call_1' } },
		]);
		assert.equal(finish, 'FUNCTION_CALL');
		const { parts: answer } = await hear([
			ask('weather'),
			{ role: 'model', parts },
			{ role: 'user', parts: parts.map(part => functionResponsePart(part, 'rain')) },
		]);
		assert.deepEqual(answer, [{ text: 'It rains in Paris.' }]);
	});

	for (const [text, finish] of [
		['too long', 'MAX_TOKENS'],
		['filtered', 'SAFETY'],
	] as const) {
		it(`ends with ${finish}`, async () => {
			assert.equal((await hear([ask(text)])).finish, finish);
		});
	}

	for (const [text, kind, message] of [
		['busy', 'unavailable', 'The model is overloaded.'],
		['wrong', 'badRequest', 'Bad field.'],
		['no such thing', 'notFound', 'No fixture matched'],
	] as const) {
		it(`refuses in words that are understood: ${kind}`, async () => {
			const { error } = await hear([ask(text)]);
			assert.deepEqual([error?.kind, error?.message], [kind, message]);
			assert.match(error?.requestId ?? '', /^req-/);
		});
	}

	it('limits the rate and says for how long', async () => {
		mock.setChaos({ rateLimitRate: 1 });
		const { error } = await hear([ask('hello')]);
		assert.deepEqual(
			[error?.kind, error?.status, error?.retryAfterMs, error?.retryable],
			['quota', 429, 1_000, true],
		);
	});

	it('is asked again after a limit, when the wait is over', async () => {
		mock.setChaos({ rateLimitRate: 1 });
		const { events, parts } = await hear([ask('hello')], {
			maxRetries: 1,
			sleep: async ms => {
				assert.equal(ms, 1_000);
				mock.clearChaos();
			},
		});
		assert.equal(events[0]?.type, 'retry');
		assert.deepEqual(parts, [{ text: 'Hi there! How are you today?' }]);
	});

	for (const [chaos, kind, isRetryable] of [
		[{ dropRate: 1 }, 'unavailable', true],
		[{ disconnectRate: 1 }, 'network', true],
		[{ malformedRate: 1 }, 'protocol', false],
	] as const) {
		it(`fails as ${Object.keys(chaos)[0]} says`, async () => {
			mock.setChaos(chaos);
			const { error } = await hear([ask('hello')]);
			assert.deepEqual([error?.kind, error?.retryable], [kind, isRetryable]);
		});
	}

	it('hangs up in the middle', async () => {
		const { error } = await hear([ask('cut')]);
		assert.equal(error?.kind, 'network');
	});
});
