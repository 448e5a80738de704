import assert from 'node:assert/strict';
import sinon from 'sinon';
import { exchange, type TransportOptions } from '../../../src/gemini/transport.ts';
import {
	type Answer,
	clientOptions,
	ENDPOINT,
	fakeClock,
	json,
	networkFailure,
	reads,
	text,
} from './fakeEndpoint.ts';

const URL_ = `${ENDPOINT.baseUrl}/v1beta/x`;

async function send(answer: Answer, overrides: Partial<TransportOptions> = {}) {
	const options = clientOptions([answer], overrides);
	const opened = await exchange(URL_, ENDPOINT, { method: 'POST', body: '{}' }, options);
	return { opened, sent: options.sent };
}

/** What a failed exchange says. */
async function failure(answer: Answer) {
	try {
		await send(answer);
	} catch (error) {
		assert.ok(error instanceof Error);
		return error;
	}
	throw new Error('It did not fail.');
}

describe('A request on its way', () => {
	it('carries the key in one header and nothing that was not asked for', async () => {
		const { opened, sent } = await send(json({}));
		opened.close();
		assert.deepEqual(
			sent.map(({ url, method, headers }) => ({ url, method, headers })),
			[
				{
					url: URL_,
					method: 'POST',
					headers: {
						'x-goog-api-key': 'sk-test-0123456789',
						'content-type': 'application/json',
						accept: 'application/json',
					},
				},
			],
		);
	});

	it('asks fetch not to follow redirects', async () => {
		const options = clientOptions([json({})]);
		const inits: RequestInit[] = [];
		const opened = await exchange(
			URL_,
			ENDPOINT,
			{ method: 'GET' },
			{
				...options,
				fetch(url, init) {
					inits.push(init);
					return options.fetch(url, init);
				},
			},
		);
		opened.close();
		assert.deepEqual(
			inits.map(({ redirect, body }) => [redirect, body]),
			[['manual', undefined]],
		);
	});

	for (const [location, words] of [
		['https://evil.example/x', 'redirects to evil.example, which is not followed because the key'],
		['/login', 'gateway.example redirects the request, which is not followed'],
		['::', 'gateway.example redirects the request, which is not followed'],
	] as const) {
		it(`refuses a redirect to ${location}`, async () => {
			const error = await failure(text('', 302, { location }));
			assert.match(error.message, new RegExp(words));
			assert.deepEqual(Reflect.get(error, 'kind'), 'protocol');
		});
	}

	it('refuses a redirect of which a browser shows nothing', async () => {
		const opaque: Answer = () =>
			Object.defineProperty(new Response(null, { status: 200 }), 'type', {
				value: 'opaqueredirect',
			});
		assert.match((await failure(opaque)).message, /redirects the request/);
	});

	it('tells what a refusal says, even when its words are lost on the way', async () => {
		const refusal = json({ error: { message: 'Busy.', status: 'UNAVAILABLE' } }, 503);
		assert.equal((await failure(refusal)).message, 'Busy.');
		const lost: Answer = () =>
			new Response(new ReadableStream({ start: c => c.error(networkFailure('ECONNRESET')) }), {
				status: 429,
			});
		assert.equal((await failure(lost)).message, 'HTTP 429');
	});

	it('reads no more of an error page than anybody needs', async () => {
		let served = 0;
		const endless: Answer = () =>
			new Response(
				new ReadableStream({
					pull(controller) {
						served++;
						controller.enqueue(new TextEncoder().encode('<p>no</p>'.repeat(1_000)));
					},
				}),
				{ status: 502 },
			);
		await failure(endless);
		assert.ok(served < 20, `${served} pieces`);
	});

	it('never quotes the key, whatever the endpoint says', async () => {
		const error = await failure(
			json({ error: { message: `Incorrect API key provided: ${ENDPOINT.apiKey}` } }, 401),
		);
		assert.equal(error.message, 'Incorrect API key provided: ••••');
		assert.doesNotMatch(JSON.stringify(error), /0123456789/);
	});

	it('that the network loses is a network error', async () => {
		const error = await failure(() =>
			Promise.reject(networkFailure('ECONNRESET', 'socket hang up')),
		);
		assert.equal(error.message, 'socket hang up (ECONNRESET)');
	});

	it('may be read as text, split characters and all', async () => {
		const bytes = new TextEncoder().encode('é€𝄞');
		const { opened } = await send(reads([...bytes].map(byte => new Uint8Array([byte]))));
		assert.equal(await opened.text(), 'é€𝄞');
	});

	it('may have no body at all', async () => {
		const { opened } = await send(() => new Response(null, { status: 204 }));
		assert.equal(await opened.text(), '');
	});
});

describe('A request that must end', () => {
	let clock: sinon.SinonFakeTimers;

	beforeEach(() => {
		clock = fakeClock();
	});

	afterEach(() => {
		clock.restore();
	});

	const hanging: Answer = ({ signal }) =>
		new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason), { once: true });
		});
	const silent = { kind: 'timeout', message: 'The endpoint was silent for 60 seconds.' };

	it('is given up when the headers do not come', async () => {
		const pending = assert.rejects(send(hanging), silent);
		await clock.tickAsync(60_000);
		await pending;
		assert.equal(clock.countTimers(), 0);
	});

	it('is given up when the body falls silent, counted from the last read', async () => {
		const { opened } = await send(reads(['a', 'b'], 'hang'));
		const body = opened.reads();
		await body.next();
		await body.next();
		await clock.tickAsync(30_000);
		const pending = assert.rejects(body.next(), silent);
		await clock.tickAsync(59_999);
		assert.equal(clock.countTimers(), 1);
		await clock.tickAsync(1);
		await pending;
		assert.equal(clock.countTimers(), 0);
	});

	it('is not given up while its reader is busy', async () => {
		const { opened } = await send(reads(['a', 'b']));
		const body = opened.reads();
		await body.next();
		await clock.tickAsync(600_000);
		assert.equal((await body.next()).done, false);
		assert.equal((await body.next()).done, true);
		assert.equal(clock.countTimers(), 0);
	});

	it('lives on while bytes drip', async () => {
		let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
		const { opened } = await send(
			() =>
				new Response(
					new ReadableStream<Uint8Array>({
						start(controller) {
							feed = controller;
						},
					}),
				),
		);
		const body = opened.reads();
		for (let minute = 0; minute < 10; minute++) {
			const next = body.next();
			await clock.tickAsync(59_000);
			feed?.enqueue(new Uint8Array([1]));
			assert.equal((await next).done, false);
		}
		opened.close();
		assert.equal(clock.countTimers(), 0);
	});

	it('ends at once when the caller aborts while connecting', async () => {
		const controller = new AbortController();
		const pending = assert.rejects(send(hanging, { signal: controller.signal }), {
			kind: 'aborted',
		});
		controller.abort();
		await pending;
		assert.equal(clock.countTimers(), 0);
	});

	it('ends at once when the caller aborts while reading', async () => {
		const controller = new AbortController();
		const { opened } = await send(reads(['a'], 'hang'), { signal: controller.signal });
		const body = opened.reads();
		await body.next();
		const pending = assert.rejects(body.next(), { kind: 'aborted' });
		controller.abort();
		await pending;
		assert.equal(clock.countTimers(), 0);
	});

	it('ends at once even if the body does not follow the signal', async () => {
		const controller = new AbortController();
		let isCancelled = false;
		const deaf: Answer = () =>
			new Response(
				new ReadableStream({
					cancel() {
						isCancelled = true;
					},
				}),
			);
		const { opened } = await send(deaf, { signal: controller.signal });
		const pending = assert.rejects(opened.reads().next(), { kind: 'aborted' });
		controller.abort();
		await pending;
		assert.equal(isCancelled, true);
	});

	it('is not even sent when the signal had fired before', async () => {
		const options = clientOptions([hanging], { signal: AbortSignal.abort() });
		await assert.rejects(exchange(URL_, ENDPOINT, { method: 'GET' }, options), {
			kind: 'aborted',
		});
		assert.equal(options.sent.length, 0);
		assert.equal(clock.countTimers(), 0);
	});

	it('is aborted when the reader leaves the loop', async () => {
		const { opened, sent } = await send(reads(['a', 'b'], 'hang'));
		for await (const bytes of opened.reads()) {
			assert.equal(bytes.length, 1);
			break;
		}
		assert.equal(sent[0]?.signal.aborted, true);
		assert.equal(clock.countTimers(), 0);
	});

	it('leaves no listener on the caller’s signal, however it ends', async () => {
		const { signal } = new AbortController();
		const added = sinon.spy(signal, 'addEventListener');
		const removed = sinon.spy(signal, 'removeEventListener');
		const { opened } = await send(reads(['a']), { signal });
		await opened.text();
		await assert.rejects(send(text('', 500), { signal }));
		await assert.rejects(send(() => Promise.reject(networkFailure('ECONNRESET')), { signal }));
		const { opened: unread } = await send(reads(['a']), { signal });
		unread.close();
		assert.equal(added.callCount, 4);
		assert.deepEqual(
			added.args.map(([, listener]) => removed.args.some(([, other]) => other === listener)),
			[true, true, true, true],
		);
	});
});
