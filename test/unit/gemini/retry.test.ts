import assert from 'node:assert/strict';
import sinon from 'sinon';
import { adjustmentFor, isLasting } from '../../../src/gemini/adjust.ts';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import type { RequestBody } from '../../../src/gemini/request.ts';
import { retryDelay, sleep } from '../../../src/gemini/retry.ts';
import type { ErrorInfo } from '../../../src/shared/errorInfo.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';
import { ENDPOINT, fakeClock } from './fakeEndpoint.ts';

const BUSY: ErrorInfo = { kind: 'unavailable', message: 'x', status: 503, retryable: true };

describe('The wait before another attempt', () => {
	const waits = (error: ErrorInfo, maxRetries: number, random: number) =>
		[1, 2, 3, 4, 5, 6, 7, 8].map(attempt =>
			retryDelay(error, attempt, { maxRetries, random: () => random }),
		);

	it('doubles up to a minute, with jitter', () => {
		assert.deepEqual(waits(BUSY, 8, 0), [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
		assert.deepEqual(
			waits(BUSY, 8, 0.999_999),
			[1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000],
		);
	});

	it('ends with the allowed number of retries', () => {
		assert.deepEqual(waits(BUSY, 2, 0), [500, 1_000, ...Array(6).fill(undefined)]);
		assert.deepEqual(waits(BUSY, 0, 0), Array(8).fill(undefined));
	});

	it('is what the endpoint asks for, unless that is nothing', () => {
		assert.deepEqual(waits({ ...BUSY, retryAfterMs: 34_075 }, 2, 0).slice(0, 3), [
			34_075,
			34_075,
			undefined,
		]);
		assert.equal(waits({ ...BUSY, retryAfterMs: 0 }, 2, 0)[0], 500);
	});

	it('comes only once after a time-out, which costs minutes', () => {
		const timeout: ErrorInfo = { kind: 'timeout', message: 'x', retryable: true };
		for (const error of [timeout, { ...timeout, status: 504 }, { ...timeout, status: 524 }]) {
			assert.deepEqual(waits(error, 4, 0).slice(0, 2), [500, undefined]);
		}
		assert.equal(waits({ ...timeout, status: 408 }, 4, 0)[1], 1_000);
	});

	it('never comes after an error that another attempt does not mend', () => {
		assert.deepEqual(waits({ ...BUSY, retryable: false }, 4, 0), Array(8).fill(undefined));
	});
});

describe('Waiting', () => {
	it('ends in time and leaves nothing behind', async () => {
		const clock = fakeClock();
		try {
			const { signal } = new AbortController();
			const removed = sinon.spy(signal, 'removeEventListener');
			const waiting = sleep(1_000, signal);
			await clock.tickAsync(1_000);
			await waiting;
			assert.equal(removed.callCount, 1);
			assert.equal(clock.countTimers(), 0);
		} finally {
			clock.restore();
		}
	});

	it('is given up at once when the signal fires', async () => {
		const clock = fakeClock();
		try {
			const controller = new AbortController();
			const waiting = sleep(60_000, controller.signal);
			controller.abort();
			await assert.rejects(waiting, { kind: 'aborted' });
			assert.equal(clock.countTimers(), 0);
			await assert.rejects(sleep(60_000, controller.signal), { kind: 'aborted' });
		} finally {
			clock.restore();
		}
	});
});

describe('A refused field', () => {
	const PROMPT: Prompt = {
		model: 'gemini-3.5-flash',
		contents: [],
		tools: { googleSearch: true, functionDeclarations: [{ name: 'f' }] },
	};
	const FULL: RequestBody = {
		contents: [{ role: 'model', parts: [{ text: 'x' }] }],
		generationConfig: {
			temperature: 1,
			responseJsonSchema: {},
			thinkingConfig: { thinkingLevel: 'LOW' },
		},
	};
	const FLAGGED: RequestBody = {
		...FULL,
		toolConfig: { includeServerSideToolInvocations: true },
	};
	const find = (message: string, body = FULL, prompt = PROMPT, extra: Partial<ErrorInfo> = {}) =>
		adjustmentFor(
			{ kind: 'badRequest', status: 400, retryable: false, message, ...extra },
			prompt,
			body,
		);

	for (const message of [
		'Thinking level is not supported for this model.',
		'Thinking level MINIMAL is not supported for this model.',
		'Budget 0 is invalid. This model only works in thinking mode.',
		'The thinking budget 99999 is invalid. Please choose a value between 512 and 24576.',
		'Thinking budget is not supported for this model. Use thinking level instead.',
		'Unable to submit request because thinking_level is not supported by this model.. Learn more: https://x',
		'Unable to submit request because The model does not support setting thinking_budget to 0.',
		'Unable to submit request because thinking is not supported by this model.',
		'thinking_config is not supported',
		'Invalid JSON payload received. Unknown name "thinkingLvl" at \'generation_config.thinking_config\': Cannot find field.',
	]) {
		it(`is found in “${message.slice(0, 70)}”`, () => {
			assert.equal(find(message), 'thinking');
		});
	}

	it('is the summaries of thinking alone where the words name them and they were asked for', () => {
		const words = 'Thinking_config.include_thoughts is only enabled when thinking is enabled.';
		const unknown =
			'Invalid JSON payload received. Unknown name "includeThoughts" at \'generation_config.thinking_config\': Cannot find field.';
		const asking: RequestBody = {
			...FULL,
			generationConfig: { thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: true } },
		};
		assert.deepEqual(
			[find(words, asking), find(unknown, asking), find(words)],
			['includeThoughts', 'includeThoughts', 'thinking'],
		);
	});

	for (const message of [
		'Function call is missing a thought_signature in functionCall parts.',
		'Unable to submit request because function call `default_api:f` in the 2. content block is missing a `thought_signature`.',
		'Invalid thought signature.',
		'Corrupted thought signature.',
	]) {
		it(`is a signature in “${message.slice(0, 60)}”`, () => {
			assert.equal(find(message), 'signatures');
		});
	}

	it('is the flag for mixed tools, wanted or unknown', () => {
		const wanted =
			'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.';
		const unknown =
			'Invalid JSON payload received. Unknown name "includeServerSideToolInvocations" at \'tool_config\': Cannot find field.';
		assert.deepEqual(
			[find(wanted), find(unknown, FLAGGED), find(wanted, FULL, { ...PROMPT, tools: {} })],
			['serverSideToolInvocations', 'withoutServerSideToolInvocations', undefined],
		);
	});

	it('is the JSON Schema where the field is unknown, or another form of it is at hand', () => {
		const unknown =
			'Unknown name "responseJsonSchema" at \'generation_config\': Cannot find field.';
		const content = 'response_json_schema: unsupported keyword.';
		const withFallback = { ...PROMPT, fallbackResponseSchema: {} };
		assert.deepEqual(
			[
				find(unknown),
				find(content),
				find(content, FULL, withFallback),
				find(unknown, { contents: [] }),
			],
			['responseJsonSchema', undefined, 'responseJsonSchema', undefined],
		);
	});

	for (const message of [
		'temperature is deprecated for this model.',
		'Unsupported parameter: top_p',
		'topK is not supported.',
		'Penalty is not enabled for models/gemini-3.5-flash',
		'presence_penalty is not supported',
	]) {
		it(`is sampling in “${message}”`, () => {
			assert.equal(find(message), 'sampling');
		});
	}

	it('is none when the request did not hold it, or something else was refused', () => {
		const messages = [
			'thinking',
			'temperature',
			'thought signature',
			'Unknown name "responseJsonSchema"',
		];
		assert.deepEqual(
			messages.map(message => find(message, { contents: [] })),
			[undefined, undefined, undefined, undefined],
		);
		assert.equal(find('The input token count exceeds the maximum number of tokens.'), undefined);
		assert.equal(find('thinking', FULL, PROMPT, { status: 503 }), undefined);
		assert.equal(find('thinking', FULL, PROMPT, { kind: 'auth' }), undefined);
	});

	it('is remembered for its endpoint and model, but a signature is not', () => {
		const memory = createAdjustmentMemory();
		memory.remember(ENDPOINT, 'models/a', 'thinking');
		memory.remember(ENDPOINT, 'a', 'sampling');
		assert.deepEqual([...memory.recall(ENDPOINT, 'a')], ['thinking', 'sampling']);
		assert.deepEqual([...memory.recall(ENDPOINT, 'b')], []);
		assert.deepEqual([...memory.recall({ ...ENDPOINT, baseUrl: 'https://x' }, 'a')], []);
		assert.deepEqual([isLasting('thinking'), isLasting('signatures')], [true, false]);
	});
});
