import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { type DemoServer, startDemoServer } from '../../../demo/serve.ts';
import { MODEL, prompt } from './askDemo.ts';

describe('The demo server', () => {
	let server: DemoServer;

	beforeEach(async () => {
		server = await startDemoServer({ pace: 0 });
	});
	afterEach(() => server.close());

	function ask(words: string, init: RequestInit = {}) {
		return fetch(`${server.origin}/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`, {
			method: 'POST',
			body: JSON.stringify(prompt(words)),
			...init,
		});
	}

	function admin(path: string, body?: unknown) {
		return fetch(`${server.origin}/__demo/${path}`, {
			...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
		});
	}

	/** Waits for what the server notices a moment later. */
	async function lastOutcome(): Promise<string | undefined> {
		for (let tries = 0; tries < 100; tries++) {
			const outcome = server.model.requests.at(-1)?.outcome;
			if (outcome !== 'pending') {
				return outcome;
			}
			await new Promise(resolve => setTimeout(resolve, 5));
		}
		return 'pending';
	}

	it('answers with the headers of a stream', async () => {
		const response = await ask('Hello');
		assert.deepEqual(
			['content-type', 'content-disposition', 'content-length'].map(name =>
				response.headers.get(name),
			),
			['text/event-stream', 'attachment', null],
		);
		assert.match(await response.text(), /^data: \{.*\}\r\n\r\n$/s);
	});

	it('notes that the client aborted, before and in the middle of an answer', async () => {
		for (const scenario of [
			'hang-before-headers',
			'hang-after-headers',
			'hang-mid-stream',
			'slow-headers',
		]) {
			const stop = new AbortController();
			const reading = ask(`[[scenario:${scenario}]] Hi`, { signal: stop.signal }).then(each =>
				each.text(),
			);
			while (server.model.requests.at(-1)?.scenario !== scenario) {
				await new Promise(resolve => setTimeout(resolve, 5));
			}
			stop.abort();
			await assert.rejects(reading, { name: 'AbortError' });
			assert.equal(await lastOutcome(), 'aborted', scenario);
		}
	});

	it('stops writing when the client stops reading', async () => {
		const response = await ask('[[scenario:long size=50000000]]');
		const reader = response.body?.getReader();
		await reader?.read();
		await reader?.cancel();
		assert.equal(await lastOutcome(), 'aborted');
	});

	it('breaks the connection after the first words arrived', async () => {
		const response = await ask('[[scenario:reset]] Hello');
		let text = '';
		const read = async () => {
			for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
				text += chunk;
			}
		};
		await assert.rejects(read, /terminated/);
		assert.match(text, /^data: \{/);
		assert.equal(await lastOutcome(), 'reset');
	});

	it('breaks the connection before any answer', async () => {
		await assert.rejects(ask('[[scenario:reset-before-headers]] Hello'), /fetch failed/);
	});

	it('compresses, and still streams', async () => {
		const response = await ask('[[scenario:gzip]] Hello');
		assert.equal(response.headers.get('content-encoding'), 'gzip');
		assert.match(await response.text(), /^data: \{.*"finishReason":"STOP"/s);
	});

	it('writes single bytes that still make up the answer', async () => {
		const [whole, bytes] = await Promise.all(
			['Hello', '[[scenario:one-byte]] Hello'].map(async words => (await ask(words)).text()),
		);
		assert.equal(bytes?.length, whole?.length);
	});

	it('ends open streams when it closes', async () => {
		const other = await startDemoServer({ pace: 0 });
		const response = await fetch(
			`${other.origin}/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`,
			{
				method: 'POST',
				body: JSON.stringify(prompt('[[scenario:hang-mid-stream]] Hello')),
			},
		);
		await other.close();
		await assert.rejects(response.text());
	});

	it('serves the lists of Google, OpenAI and CometAPI', async () => {
		const [page, open, comet] = await Promise.all(
			['/v1beta/models?pageSize=2', '/v1/models', '/api/models'].map(async path =>
				(await fetch(server.origin + path)).json(),
			),
		);
		assert.deepEqual(
			[page.models.length, page.nextPageToken, page.models[0].name, page.models[0].thinking],
			[2, '2', 'models/gemini-4-argon', true],
		);
		assert.deepEqual(Object.keys(open.data[0]), ['id', 'object', 'created', 'owned_by']);
		assert.equal(comet.total, comet.data.length);
		assert.deepEqual(comet.data[0], {
			id: 'gemini-4-argon',
			provider: 'google',
			model_type: 'text',
			features: ['text-to-text', 'image-to-text'],
			pricing: {
				currency: 'USD / M Tokens',
				input: 2,
				output: 10,
				per_request: null,
				per_second: null,
			},
			api_doc_url: 'https://apidoc.cometapi.com/api/text/gemini-generating-content',
		});
	});

	it('answers an unknown path with an HTML page', async () => {
		for (const path of ['/v1beta/nothing', '/', '/v1beta/models/%zz']) {
			const response = await fetch(server.origin + path);
			assert.equal(response.status, 404);
			assert.match(await response.text(), /<title>Error 404 \(Not Found\)!!1<\/title>/);
		}
	});

	it('counts tokens of either form, and refuses unknown names there, too', async () => {
		const count = async (body: unknown) =>
			(
				await fetch(`${server.origin}/v1beta/models/${MODEL}:countTokens`, {
					method: 'POST',
					body: JSON.stringify(body),
				})
			).json();
		const words = prompt('x'.repeat(40));
		const generateContentRequest = { model: `models/${MODEL}`, ...words };
		assert.equal((await count(words)).totalTokens, 10);
		assert.equal((await count({ generateContentRequest })).totalTokens, 10);
		assert.equal((await count({ ...words, foo: 1 })).error.code, 400);
	});

	const KEYS: readonly (readonly [string, HeadersInit, number, RegExp])[] = [
		['no key', {}, 403, /unregistered callers/],
		['a bad key', { 'x-goog-api-key': 'bad-1' }, 400, /"API_KEY_INVALID"/],
		['a key of an unknown kind', { 'x-goog-api-key': 'xyz' }, 400, /"API_KEY_INVALID"/],
		['a bad token', { authorization: 'Bearer bad-1' }, 401, /"comet_api_error"/],
		['a good key', { 'x-goog-api-key': 'sk-good' }, 200, /"STOP"/],
		['a good token', { authorization: 'Bearer sk-good' }, 200, /"STOP"/],
	];
	for (const [what, headers, status, words] of KEYS) {
		it(`answers ${status} to ${what} when keys are required`, async () => {
			const strict = await startDemoServer({ pace: 0, requireKey: true });
			const response = await fetch(`${strict.origin}/v1beta/models/${MODEL}:generateContent`, {
				method: 'POST',
				headers,
				body: JSON.stringify(prompt('Hi')),
			});
			assert.equal(response.status, status);
			assert.match(await response.text(), words);
			await strict.close();
		});
	}

	it('asks for no key otherwise, but refuses a bad one', async () => {
		assert.equal((await ask('Hi')).status, 200);
		assert.equal((await ask('Hi', { headers: { 'x-goog-api-key': 'bad' } })).status, 400);
	});

	it('keeps a journal without secrets', async () => {
		await ask('My key is sk-1234567890abcdef', { headers: { 'x-goog-api-key': 'sk-secret-9876' } });
		const entries = await (await admin('requests')).json();
		const { method, path, headers, body } = entries[0];
		assert.deepEqual(
			{ method, path, key: headers['x-goog-api-key'], body },
			{
				method: 'POST',
				path: `/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`,
				key: 'present',
				body: prompt('My key is [redacted]'),
			},
		);
		assert.doesNotMatch(JSON.stringify(entries), /sk-/);
	});

	it('queues scenarios, lists them, and forgets all on reset', async () => {
		const names = (await (await admin('scenarios')).json()).map(
			({ name }: { name: string }) => name,
		);
		assert.ok(names.includes('overloaded'));
		assert.equal((await admin('scenario', { name: 'overloaded' })).status, 200);
		assert.equal((await ask('Hi')).status, 503);
		assert.equal((await ask('Hi')).status, 200);
		await admin('scenario', { name: 'overloaded' });
		await admin('reset', {});
		assert.equal((await ask('Hi')).status, 200);
		assert.equal(server.model.requests.length, 1);
		const refused = await admin('scenario', { name: 'nonsense' });
		assert.equal(refused.status, 400);
		assert.match(await refused.text(), /unknown scenario/);
	});

	it('listens to loopback names only', async () => {
		const status = await new Promise(resolve => {
			const { port } = new URL(server.origin);
			httpRequest(
				{ port, host: '127.0.0.1', path: '/__demo/requests', headers: { host: 'evil.example' } },
				response => {
					response.resume();
					resolve(response.statusCode);
				},
			).end();
		});
		assert.equal(status, 403);
	});
});
