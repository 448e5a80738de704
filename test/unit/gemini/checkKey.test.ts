import assert from 'node:assert/strict';
import { checkKey } from '../../../src/gemini/checkKey.ts';
import { GOOGLE_BASE_URL } from '../../../src/gemini/endpoint.ts';
import {
	type Answer,
	clientOptions,
	ENDPOINT,
	json,
	networkFailure,
	reads,
	text,
} from './fakeEndpoint.ts';

const NOT_FOUND = json({ error: { message: 'Invalid URL (GET /v1beta/models)' } }, 404);
const PAGE = text('<!doctype html><title>Console</title>', 200, { 'content-type': 'text/html' });
const INVALID_KEY = json(
	{
		error: {
			code: 400,
			message: 'API key not valid. Please pass a valid API key.',
			status: 'INVALID_ARGUMENT',
			details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
		},
	},
	400,
);

describe('Checking a key', () => {
	const check = async (answers: readonly Answer[], baseUrl = ENDPOINT.baseUrl) => {
		const options = clientOptions(answers);
		const result = await checkKey({ ...ENDPOINT, baseUrl }, options);
		const sent = options.sent.map(({ url, headers }) => [
			url.replace(baseUrl, ''),
			headers['x-goog-api-key'] ?? headers['authorization'],
		]);
		return { result, sent };
	};

	it('takes a native model list for a yes', async () => {
		assert.deepEqual(await check([json({ models: [] })]), {
			result: { result: 'ok' },
			sent: [['/v1beta/models?pageSize=1', ENDPOINT.apiKey]],
		});
	});

	it('takes the 400 that Google gives to a bad key for a no', async () => {
		assert.deepEqual((await check([INVALID_KEY])).result, {
			result: 'refused',
			error: {
				kind: 'auth',
				message: 'API key not valid. Please pass a valid API key.',
				status: 400,
				code: 'API_KEY_INVALID',
				retryable: false,
			},
		});
	});

	for (const [name, missing] of [
		['a 404', NOT_FOUND],
		['a web page', PAGE],
		['a redirect', text('', 301, { location: '/login' })],
	] as const) {
		it(`asks the list of OpenAI-like gateways, as bearer, after ${name}`, async () => {
			assert.deepEqual(await check([missing, json({ object: 'list', data: [] })]), {
				result: { result: 'ok' },
				sent: [
					['/v1beta/models?pageSize=1', ENDPOINT.apiKey],
					['/v1/models', `Bearer ${ENDPOINT.apiKey}`],
				],
			});
		});
	}

	it('does not take an outage for a list that is missing', async () => {
		const outage = text('<!DOCTYPE html><title>Bad gateway</title>', 502);
		const { result, sent } = await check([outage, json({ data: [] })]);
		assert.equal(result.result, 'unknown');
		assert.equal(sent.length, 1);
	});

	it('believes a 401 of the second list', async () => {
		const refusal = json({ error: { message: 'Invalid token', type: 'comet_api_error' } }, 401);
		const { result } = await check([NOT_FOUND, refusal]);
		assert.equal(result.result, 'refused');
	});

	it('takes a 403 about the key itself for a no', async () => {
		const error = { code: 403, status: 'PERMISSION_DENIED', message: 'API key expired.' };
		assert.equal((await check([json({ error }, 403)])).result.result, 'refused');
	});

	it('never sends a Google key as bearer', async () => {
		const { sent } = await check([NOT_FOUND, NOT_FOUND], GOOGLE_BASE_URL);
		assert.deepEqual(
			sent.map(([, key]) => key),
			[ENDPOINT.apiKey, ENDPOINT.apiKey],
		);
	});

	for (const [name, answer] of [
		['the network is down', () => Promise.reject(networkFailure('ENOTFOUND'))],
		['the endpoint is busy', json({ error: { code: 503, status: 'UNAVAILABLE' } }, 503)],
		['a firewall answers', text('<html><title>Access denied</title></html>', 403)],
		['neither list exists', NOT_FOUND],
		[
			'the key may ask models and not list them',
			json({ error: { message: 'Virtual key is not allowed to call this route.' } }, 403),
		],
	] as const) {
		it(`does not know when ${name}`, async () => {
			assert.equal((await check([answer])).result.result, 'unknown');
		});
	}

	it('refuses a key that no header can carry, without quoting it', async () => {
		const options = clientOptions([json({ models: [] })]);
		const result = await checkKey({ ...ENDPOINT, apiKey: 'sk-sécret\n' }, options);
		assert.equal(result.result, 'refused');
		assert.doesNotMatch(JSON.stringify(result), /cret/);
		assert.equal(options.sent.length, 0);
	});

	it('does not know when the caller’s deadline passes', async () => {
		const options = clientOptions([reads([], 'hang')], { signal: AbortSignal.timeout(5) });
		const result = await checkKey(ENDPOINT, options);
		assert.deepEqual(result, {
			result: 'unknown',
			error: { kind: 'timeout', message: 'The endpoint did not answer in time.', retryable: true },
		});
	});

	it('throws when it was cancelled', async () => {
		const controller = new AbortController();
		controller.abort();
		const options = clientOptions([({ signal }) => Promise.reject(signal.reason)], {
			signal: controller.signal,
		});
		await assert.rejects(checkKey(ENDPOINT, options), { kind: 'aborted' });
	});
});
