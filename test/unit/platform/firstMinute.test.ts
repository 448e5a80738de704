import assert from 'node:assert/strict';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../../src/gemini/client.ts';
import { GeminiError, toErrorInfo } from '../../../src/gemini/errors.ts';
import type { Fetch } from '../../../src/gemini/transport.ts';
import { errorWords } from '../../../src/platform/errorWords.ts';
import { quickModel } from '../demoModel/askDemo.ts';
import { plainL10n } from '../plainL10n.ts';

/** What a person who asks for the first time reads, and the buttons that are offered. */
async function firstQuestion({ text = 'Hello', fetch }: { text?: string; fetch?: Fetch }) {
	const prompt = {
		model: 'gemini-3.5-flash',
		contents: [{ role: 'user', parts: [{ text }] }] as const,
	};
	try {
		for await (const _event of generate(prompt, {
			endpoint: {
				baseUrl: 'https://gateway.example',
				authHeader: 'x-goog-api-key',
				apiKey: 'sk-12345678',
			},
			fetch: fetch ?? quickModel().fetch,
			signal: new AbortController().signal,
			memory: createAdjustmentMemory(),
			idleTimeoutMs: 1_000,
			maxRetries: 0,
		})) {
			// Nothing is expected to come.
		}
	} catch (error) {
		const { title, actions } = errorWords(toErrorInfo(error), 'gateway.example', plainL10n);
		return { title, actions };
	}
	return assert.fail('The question was answered.');
}

const answering =
	(status: number, body: string): Fetch =>
	async () =>
		new Response(body, { status });

const failing =
	(code: string): Fetch =>
	async () => {
		throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
	};

const page = '<!DOCTYPE html><html><title>Welcome</title></html>';

describe('The errors of the first minute lead to what mends them', () => {
	it('no key: enter one, try without one, or choose another endpoint', () => {
		const error = new GeminiError({ kind: 'auth', code: 'NO_KEY', message: '', retryable: false });
		assert.deepEqual(errorWords(error.info, 'gateway.example', plainL10n).actions, [
			'setApiKey',
			'tryDemo',
			'chooseEndpoint',
		]);
	});

	it('a wrong key: enter another, or choose the endpoint that it belongs to', async () => {
		assert.deepEqual(await firstQuestion({ text: '[[scenario:bad-key]]' }), {
			title: 'gateway.example did not accept the API key',
			actions: ['setApiKey', 'chooseEndpoint'],
		});
	});

	it('a base URL that leads to a web page: choose the endpoint, or diagnose', async () => {
		for (const status of [200, 403, 404]) {
			assert.deepEqual(
				await firstQuestion({ fetch: answering(status, page) }),
				{
					title: 'gateway.example answered with something that is no Gemini-native API',
					actions: ['chooseEndpoint', 'diagnose', 'retry'],
				},
				String(status),
			);
		}
	});

	it('an outage that a gateway tells with a web page: try again, or choose another model', async () => {
		for (const status of [502, 503]) {
			assert.deepEqual(await firstQuestion({ fetch: answering(status, page) }), {
				title: 'The model is not available right now',
				actions: ['retry', 'chooseModel'],
			});
		}
		for (const status of [504, 524]) {
			assert.deepEqual(await firstQuestion({ fetch: answering(status, page) }), {
				title: 'The endpoint took too long',
				actions: ['retry', 'lowerThinking', 'openSettings'],
			});
		}
	});

	it('no balance: another model or key, for waiting is no help', async () => {
		assert.deepEqual(await firstQuestion({ text: '[[scenario:comet-no-balance]]' }), {
			title: 'The quota or balance is used up',
			actions: ['chooseModel', 'setApiKey'],
		});
	});

	it('a proxy that wants a login: its settings', async () => {
		assert.deepEqual(await firstQuestion({ fetch: answering(407, '') }), {
			title: 'The proxy on the way to gateway.example asks for a login',
			actions: ['openProxySettings', 'diagnose', 'retry'],
		});
	});

	it('a host that cannot be reached: diagnose', async () => {
		for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'SELF_SIGNED_CERT_IN_CHAIN']) {
			assert.deepEqual(await firstQuestion({ fetch: failing(code) }), {
				title: 'gateway.example cannot be reached',
				actions: ['retry', 'diagnose', 'chooseEndpoint'],
			});
		}
	});

	it('a fault of the extension itself is not blamed on the endpoint', () => {
		const { title, actions } = errorWords(
			toErrorInfo(new TypeError('x is not a function')),
			'gateway.example',
			plainL10n,
		);
		assert.deepEqual(
			{ title, actions },
			{
				title: 'Something went wrong in Comet Gemini',
				actions: ['retry', 'reportProblem', 'showLog'],
			},
		);
	});
});
