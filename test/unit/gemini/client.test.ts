import assert from 'node:assert/strict';
import sinon from 'sinon';
import { generate } from '../../../src/gemini/client.ts';
import type { ClientOptions } from '../../../src/gemini/clientOptions.ts';
import { GeminiError } from '../../../src/gemini/errors.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';
import {
	type Answer,
	clientOptions,
	ENDPOINT,
	fakeClock,
	frame,
	json,
	networkFailure,
	reads,
	sse,
	text,
} from './fakeEndpoint.ts';

const PROMPT: Prompt = {
	model: 'gemini-3.5-flash',
	contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
};
const say = (words: string, finishReason?: string) => ({
	candidates: [{ content: { parts: [{ text: words }] }, ...(finishReason && { finishReason }) }],
});
const BUSY = json({ error: { code: 503, message: 'Busy.', status: 'UNAVAILABLE' } }, 503);
const DONE = sse(say('Hello', 'STOP'));

/** Everything a request gave: its events in short, and the error that ended it. */
async function run(
	answers: readonly Answer[],
	prompt: Partial<Prompt> = {},
	overrides: Partial<ClientOptions> = {},
) {
	const options = clientOptions(answers, overrides);
	const events: ModelEvent[] = [];
	let error: GeminiError | undefined;
	try {
		for await (const event of generate({ ...PROMPT, ...prompt }, options)) {
			events.push(event);
		}
	} catch (thrown) {
		assert.ok(thrown instanceof GeminiError, String(thrown));
		error = thrown;
	}
	return { events, error, sent: options.sent, waits: options.waits, seen: events.map(inShort) };
}

function inShort(event: ModelEvent): string {
	switch (event.type) {
		case 'text':
			return event.text;
		case 'finish':
			return event.reason;
		case 'retry':
			return `retry ${event.attempt}/${event.maxAttempts} in ${event.waitMs} after ${event.error.message}`;
		case 'adjusted':
			return `without ${event.adjustment}`;
		case 'warning':
			return event.code ?? 'warning';
		default:
			return event.type;
	}
}

describe('A streamed answer', () => {
	it('is sent without half characters, where a text was cut: many endpoints take them for no JSON', async () => {
		const cut = '🚀 and half of one: 🚀'.slice(0, -1);
		const literal = 'a literal \\ud83d';
		const { sent } = await run([DONE], {
			contents: [
				{ role: 'user', parts: [{ text: cut }, { text: literal }] },
				{ role: 'model', parts: [{ functionCall: { name: 'f', args: { list: [cut] } } }] },
			],
		});
		const whole = '🚀 and half of one: �';
		const { contents = [] } = (sent[0]?.body ?? {}) as Partial<Prompt>;
		assert.deepEqual(contents[0]?.parts, [{ text: whole }, { text: literal }]);
		assert.deepEqual(contents[1]?.parts[0]?.functionCall?.args, { list: [whole] });
	});

	it('comes event by event, in order', async () => {
		const { seen, sent } = await run([sse(say('Hel'), say('lo', 'STOP'))]);
		assert.deepEqual(seen, ['Hel', 'lo', 'STOP']);
		assert.deepEqual(
			sent.map(({ url, headers, body }) => [url, headers['accept'], body]),
			[
				[
					`${ENDPOINT.baseUrl}/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse`,
					'text/event-stream',
					{ contents: PROMPT.contents },
				],
			],
		);
	});

	it('gives the same events when it is asked for in one piece', async () => {
		const { seen, sent } = await run([json(say('Hello', 'STOP'))], {}, { mode: 'unary' });
		assert.deepEqual(seen, ['Hello', 'STOP']);
		assert.equal(
			sent[0]?.url,
			`${ENDPOINT.baseUrl}/v1beta/models/gemini-3.5-flash:generateContent`,
		);
		assert.equal(sent[0]?.headers['accept'], 'application/json');
	});

	it('may come as a JSON array from an endpoint that does not stream', async () => {
		const { seen } = await run([json([say('Hel'), say('lo', 'STOP')])]);
		assert.deepEqual(seen, ['Hel', 'lo', 'STOP']);
	});

	it('comes element by element from such an endpoint, and with what stands behind the array', async () => {
		const [first = '', second = ''] = [say('Hel'), say('lo')].map(each => JSON.stringify(each));
		const onWireEvent = sinon.fake();
		const { seen, error } = await run(
			[reads([' \n[', `${first}\n,`, second, ']\n{"error": {"code": 401, "message": "No."}}'])],
			{},
			{ onWireEvent },
		);
		assert.deepEqual([seen, error?.message], [['Hel', 'lo'], 'No.']);
		assert.deepEqual(onWireEvent.args.slice(0, 2), [[first], [second]]);
	});

	it('names the tier that the header tells', async () => {
		const answer = text(frame(say('a', 'STOP')), 200, { 'x-gemini-service-tier': 'priority' });
		const { events } = await run([answer]);
		assert.deepEqual(events[0], { type: 'meta', meta: { serviceTier: 'priority' } });
	});

	it('shows its requests and its raw events to who wants to look', async () => {
		const onRequest = sinon.fake();
		const onWireEvent = sinon.fake();
		await run([sse(say('a', 'STOP'))], {}, { onRequest, onWireEvent });
		assert.deepEqual(onRequest.args, [[{ contents: PROMPT.contents }]]);
		assert.deepEqual(onWireEvent.args, [[JSON.stringify(say('a', 'STOP'))]]);
	});

	it('may have an “error” that says nothing in each chunk', async () => {
		const { seen, error } = await run([
			sse({ error: false, ...say('Hel') }, { error: {}, ...say('lo', 'STOP') }),
		]);
		assert.deepEqual([seen, error], [['Hel', 'lo', 'STOP'], undefined]);
	});

	it('without a finish reason ends with a warning, and keeps its text', async () => {
		const { seen, error } = await run([sse(say('Hel'))]);
		assert.deepEqual(seen, ['Hel', 'noFinishReason']);
		assert.equal(error, undefined);
	});

	it('whose prompt was blocked ends without a retry', async () => {
		const { seen, sent } = await run([sse({ promptFeedback: { blockReason: 'SAFETY' } })]);
		assert.deepEqual(seen, ['blocked']);
		assert.equal(sent.length, 1);
	});

	it('loses an odd field with a warning, not the answer', async () => {
		const odd = {
			candidates: [
				{
					content: { parts: [{ text: 'a' }, { inlineData: 'oops' }, 7, { text: 'b' }] },
					safetyRatings: 'none',
					finishReason: 'STOP',
				},
			],
			usageMetadata: { promptTokenCount: 'many' },
		};
		const { seen, events } = await run([sse(odd)]);
		assert.deepEqual(seen, [
			'unreadableField',
			'unreadableField',
			'unreadableField',
			'unreadableField',
			'a',
			'b',
			'STOP',
		]);
		assert.deepEqual(
			events.flatMap(event => (event.type === 'warning' ? [event.message] : [])),
			[
				'candidates.0.content.parts.1.inlineData',
				'candidates.0.content.parts.2',
				'candidates.0.safetyRatings',
				'usageMetadata',
			].map(place => `The endpoint sent a field that could not be read (${place}).`),
		);
	});
});

describe('A request that fails before anything was shown', () => {
	it('is repeated with growing waits, each announced', async () => {
		const { seen, waits } = await run([BUSY, BUSY, DONE]);
		assert.deepEqual(seen, [
			'retry 1/5 in 500 after Busy.',
			'retry 2/5 in 1000 after Busy.',
			'Hello',
			'STOP',
		]);
		assert.deepEqual(waits, [500, 1_000]);
	});

	it('fails for good when the retries are used up', async () => {
		const { error, sent, seen } = await run([BUSY], {}, { maxRetries: 2 });
		assert.equal(error?.message, 'Busy.');
		assert.equal(sent.length, 3);
		assert.equal(seen.length, 2);
	});

	it('is not repeated when that does not help', async () => {
		const { error, sent } = await run([json({ error: { message: 'No.' } }, 400), DONE]);
		assert.equal(error?.kind, 'badRequest');
		assert.equal(sent.length, 1);
	});

	for (const [name, answer, message] of [
		['an error event', sse({ error: { code: 503, message: 'Busy.' } }), 'Busy.'],
		['a bare error', text('{\n "error": {\n  "code": 503, "message": "Busy."\n }\n}'), 'Busy.'],
		['an empty 200', text(''), 'The endpoint sent an empty response.'],
		['nothing but usage', sse({ usageMetadata: {} }), 'The endpoint sent an empty response.'],
		['half an event', text('data: {"candi'), 'The connection closed in the middle of an event.'],
		[
			'a lost connection',
			reads([': hi\n'], networkFailure('ECONNRESET', 'reset')),
			'reset (ECONNRESET)',
		],
	] as const) {
		it(`is repeated after ${name}`, async () => {
			const { seen } = await run([answer, DONE]);
			assert.deepEqual(seen, [`retry 1/5 in 500 after ${message}`, 'Hello', 'STOP']);
		});
	}

	for (const mode of ['stream', 'unary'] as const) {
		it(`is repeated after a JSON document that breaks off before anything is whole, in a ${mode} answer`, async () => {
			for (const cut of [`{"candidates": [{"content": {"par`, `[{"candidates"`]) {
				const { seen, sent } = await run([text(cut), json(say('Hel', 'STOP'))], {}, { mode });
				assert.match(seen[0] ?? '', /after The connection closed in the middle of an event\.$/);
				assert.deepEqual([seen.slice(1), sent.length], [['Hel', 'STOP'], 2]);
			}
		});
	}

	it('is not repeated once the caller has aborted', async () => {
		const controller = new AbortController();
		const answer: Answer = () => {
			controller.abort();
			return new Response('', { status: 503 });
		};
		const { error, sent } = await run([answer], {}, { signal: controller.signal });
		assert.equal(error?.kind, 'aborted');
		assert.equal(sent.length, 1);
	});

	it('can be cancelled while it waits', async () => {
		const controller = new AbortController();
		const options = clientOptions([BUSY], { signal: controller.signal, sleep: undefined });
		await assert.rejects(
			async () => {
				for await (const event of generate(PROMPT, options)) {
					assert.equal(event.type, 'retry');
					setTimeout(() => controller.abort(), 5);
				}
			},
			{ kind: 'aborted' },
		);
	});
});

const CUT = 'The connection closed in the middle of an event.';

describe('A request that fails after something was shown', () => {
	for (const [name, ending, kind, message] of [
		['an error event', frame({ error: { code: 503, message: 'Busy.' } }), 'unavailable', 'Busy.'],
		[
			'a bare error',
			'{\n  "error": {\n    "code": 499,\n    "message": "Cancelled."\n  }\n}\n',
			'unavailable',
			'Cancelled.',
		],
		[
			'invalid JSON',
			'data: {oops}\r\n\r\n',
			'protocol',
			'The endpoint sent an event that is not valid JSON.',
		],
		[
			'an event that is no object',
			'data: 7\r\n\r\n',
			'protocol',
			'The endpoint sent an event that is no model response.',
		],
		['half an event', 'data: {"a', 'network', 'The connection closed in the middle of an event.'],
		['an event named error', 'event: error\ndata: oops\n\n', 'unavailable', 'oops'],
	] as const) {
		it(`keeps what came before ${name} and is not repeated`, async () => {
			const { seen, error, sent } = await run([reads([frame(say('Hel')) + ending])]);
			assert.deepEqual(seen, ['Hel']);
			assert.deepEqual([error?.kind, error?.message], [kind, message]);
			assert.equal(sent.length, 1);
		});
	}

	it('keeps what came before a lost connection', async () => {
		const { seen, error } = await run([
			reads([frame(say('Hel'))], networkFailure('ECONNRESET', 'reset')),
		]);
		assert.deepEqual(seen, ['Hel']);
		assert.equal(error?.kind, 'network');
	});

	for (const [name, array, ending, message] of [
		['in one line', JSON.stringify([say('He"l'), say('{[\\')]), 'end', CUT],
		['that is indented', JSON.stringify([say('He"l'), say('{[\\')], null, 2), 'end', CUT],
		[
			'with its connection',
			JSON.stringify([say('He"l'), say('{[\\')]),
			networkFailure('ECONNRESET', 'reset'),
			'reset (ECONNRESET)',
		],
	] as const) {
		it(`keeps what came before a JSON array ${name} was cut off`, async () => {
			const whole = await run([reads([array])]);
			assert.deepEqual(whole.seen, ['He"l', '{[\\', 'noFinishReason']);
			for (const kept of [array.length - 20, array.indexOf('[\\') + 2]) {
				const text = array.slice(0, kept);
				for (const pieces of [[text], [...text]]) {
					const { seen, error, sent } = await run([reads(pieces, ending)]);
					assert.deepEqual(seen, ['He"l']);
					assert.deepEqual([error?.kind, error?.message], ['network', message]);
					assert.equal(sent.length, 1);
				}
			}
		});
	}

	it('offers no call whose arguments had not arrived', async () => {
		const half = {
			candidates: [
				{
					content: {
						parts: [
							{ text: 'x' },
							{ functionCall: { name: 'delete', willContinue: true } },
							{
								functionCall: {
									partialArgs: [{ jsonPath: '$.path', stringValue: '/' }],
									willContinue: true,
								},
							},
						],
					},
				},
			],
		};
		const { seen } = await run([reads([frame(half)], networkFailure('ECONNRESET'))]);
		assert.deepEqual(seen, ['x']);
	});

	it('does not quote the key that an error event quotes', async () => {
		const { error } = await run([
			sse(say('a'), { error: { code: 401, message: `Bad key ${ENDPOINT.apiKey}` } }),
		]);
		assert.equal(error?.message, 'Bad key ••••');
	});
});

describe('A page instead of an API', () => {
	for (const mode of ['stream', 'unary'] as const) {
		for (const [name, answer] of [
			['by its type', text('<p>x', 200, { 'content-type': 'text/html; charset=utf-8' })],
			['by its looks', text('<!DOCTYPE html>\n<html></html>', 200)],
		] as const) {
			it(`is recognised ${name} in a ${mode} answer`, async () => {
				const { error, sent } = await run([answer], {}, { mode });
				assert.deepEqual([error?.kind, error?.info.code], ['protocol', 'NOT_AN_API']);
				assert.equal(sent.length, 1);
			});
		}
	}

	it('of plain text is none either', async () => {
		const { error } = await run([text('upstream says no\n')]);
		assert.deepEqual([error?.kind, error?.info.code], ['protocol', 'NOT_AN_API']);
	});

	for (const [name, answer, mode] of [
		['an event', sse({ this: [{ is: 1 }] }), 'stream'],
		['a stream in the form of OpenAI', sse({ id: 'chatcmpl-1', choices: [] }, {}), 'stream'],
		['a body in the form of OpenAI', json({ id: 'chatcmpl-1', choices: [] }), 'unary'],
	] as const) {
		it(`is none with ${name} that holds nothing of a response, and is asked once`, async () => {
			const { error, sent } = await run([answer], {}, { mode });
			assert.deepEqual([error?.kind, error?.info.code], ['protocol', 'NOT_AN_API']);
			assert.equal(sent.length, 1);
		});
	}

	for (const chunk of [{}, { usageMetadata: { promptTokenCount: 3 } }, { candidates: null }]) {
		it(`is not seen in ${JSON.stringify(chunk)}, which is an empty response`, async () => {
			const { error } = await run([sse(chunk)], {}, { maxRetries: 0 });
			assert.deepEqual([error?.kind, error?.info.code], ['unavailable', 'EMPTY_RESPONSE']);
		});
	}

	it('is not seen in a strange event beside an answer', async () => {
		const { seen } = await run([sse({ ping: 1 }, say('Hello', 'STOP'))]);
		assert.deepEqual(seen, ['Hello', 'STOP']);
	});
});

describe('An error that comes with status 200 and without its “error”', () => {
	for (const mode of ['stream', 'unary'] as const) {
		it(`keeps its words and its code in a ${mode} answer`, async () => {
			const { error, sent } = await run(
				[json({ code: 401, message: 'No such key.' })],
				{},
				{ mode },
			);
			assert.deepEqual([error?.kind, error?.message], ['auth', 'No such key.']);
			assert.equal(sent.length, 1);
		});
	}

	it('keeps its words in an event', async () => {
		const { error } = await run([sse({ message: 'Out of order.' })], {}, { maxRetries: 0 });
		assert.deepEqual([error?.kind, error?.message], ['unavailable', 'Out of order.']);
	});
});

describe('An empty answer', () => {
	const EMPTY = sse({ candidates: [{ finishReason: 'STOP' }] });

	it('is asked for once more', async () => {
		const { seen } = await run([EMPTY, DONE]);
		assert.deepEqual(seen, [
			'retry 1/5 in 500 after The model gave an empty answer.',
			'Hello',
			'STOP',
		]);
	});

	it('is told as it is the second time', async () => {
		const { seen, sent } = await run([EMPTY]);
		assert.deepEqual(seen, ['retry 1/5 in 500 after The model gave an empty answer.', 'STOP']);
		assert.equal(sent.length, 2);
	});

	it('is told as it is at once where no retry is wanted', async () => {
		const { seen, sent } = await run([EMPTY], {}, { maxRetries: 0 });
		assert.deepEqual([seen, sent.length], [['STOP'], 1]);
	});

	for (const reason of ['MAX_TOKENS', 'SAFETY', 'RECITATION', 'NO_IMAGE']) {
		it(`with the reason ${reason} is final`, async () => {
			const { seen, sent } = await run([sse({ candidates: [{ finishReason: reason }] })]);
			assert.deepEqual([seen, sent.length], [[reason], 1]);
		});
	}

	const SIGNED = { text: '', thoughtSignature: 'c2ln' };
	const signed = (...more: readonly object[]) => ({
		candidates: [{ content: { parts: [SIGNED, ...more] }, finishReason: 'STOP' }],
	});
	const partsOf = (events: readonly ModelEvent[]) =>
		events.flatMap(event => ('part' in event ? [event.part] : []));

	it('is one with a signature alone, too, which goes with it', async () => {
		const { seen, events } = await run([sse(signed()), DONE]);
		assert.deepEqual(seen, [
			'retry 1/5 in 500 after The model gave an empty answer.',
			'Hello',
			'STOP',
		]);
		assert.deepEqual(partsOf(events), [{ text: 'Hello' }]);
	});

	it('keeps its signature when it is told as it is', async () => {
		const { seen, events, sent } = await run([sse(signed())]);
		assert.deepEqual(seen, [
			'retry 1/5 in 500 after The model gave an empty answer.',
			'part',
			'STOP',
		]);
		assert.deepEqual(partsOf(events), [SIGNED]);
		assert.equal(sent.length, 2);
		const cut = { candidates: [{ content: { parts: [SIGNED] }, finishReason: 'MAX_TOKENS' }] };
		assert.deepEqual((await run([sse(cut)])).seen, ['part', 'MAX_TOKENS']);
	});

	it('is none where something follows the signature, which keeps its place', async () => {
		const call = { functionCall: { name: 'f', args: {} } };
		const { events, sent } = await run(
			[sse({ candidates: [{ content: { parts: [SIGNED] } }] }, signed({ text: 'a' }, call))],
			{ tools: { functionDeclarations: [{ name: 'f' }] } },
		);
		assert.deepEqual(partsOf(events), [SIGNED, SIGNED, { text: 'a' }, call]);
		assert.equal(sent.length, 1);
	});

	it('that fills up after an early STOP is a whole one', async () => {
		const { seen, sent } = await run([
			sse({ candidates: [{ content: { parts: [{ text: '' }] }, finishReason: 'STOP' }] }, say('a')),
		]);
		assert.deepEqual([seen, sent.length], [['a', 'STOP'], 1]);
	});
});

describe('A field that the endpoint refuses', () => {
	const refuse = (message: string) =>
		json({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }, 400);
	const NO_THINKING = refuse('Thinking level is not supported for this model.');

	it('is left out at once, and from then on', async () => {
		const options = clientOptions([NO_THINKING, DONE]);
		const seen: string[] = [];
		for (let round = 0; round < 2; round++) {
			for await (const event of generate({ ...PROMPT, thinkingLevel: 'low' }, options)) {
				seen.push(inShort(event));
			}
		}
		assert.deepEqual(seen, ['without thinking', 'Hello', 'STOP', 'Hello', 'STOP']);
		assert.deepEqual(
			options.sent.map(({ body }) => JSON.stringify(body).includes('thinkingConfig')),
			[true, false, false],
		);
		assert.deepEqual(options.waits, []);
	});

	it('is left out, too, where a gateway refuses with 500 and its own word', async () => {
		const inner = JSON.stringify({
			error: { code: 400, message: 'Unknown name "thinkingLevel"', status: 'INVALID_ARGUMENT' },
		});
		const wrapped = { message: inner, type: 'comet_api_error', code: 'invalid_request' };
		const { seen, sent } = await run([json({ error: wrapped }, 500), DONE], {
			thinkingLevel: 'low',
		});
		assert.deepEqual(seen, ['without thinking', 'Hello', 'STOP']);
		assert.equal(sent.length, 2);
		const other = await run(
			[json({ error: { ...wrapped, code: 'empty_response' } }, 500), DONE],
			{ thinkingLevel: 'low' },
			{ maxRetries: 0 },
		);
		assert.deepEqual(other.seen, []);
	});

	it('is left out only once: the same words again are final', async () => {
		const { seen, error, sent } = await run([NO_THINKING], { thinkingLevel: 'low' });
		assert.deepEqual(seen, ['without thinking']);
		assert.equal(error?.kind, 'badRequest');
		assert.equal(sent.length, 2);
	});

	it('may be the second one of several', async () => {
		const { seen } = await run([NO_THINKING, refuse('temperature is deprecated'), BUSY, DONE], {
			thinkingLevel: 'low',
			generationConfig: { temperature: 1 },
		});
		assert.deepEqual(seen, [
			'without thinking',
			'without sampling',
			'retry 1/5 in 500 after Busy.',
			'Hello',
			'STOP',
		]);
	});

	for (const message of [
		'Function call is missing a thought_signature in functionCall parts.',
		'Invalid thought signature.',
	]) {
		it(`is healed in the history of this request alone: ${message}`, async () => {
			const contents: Prompt['contents'] = [
				...PROMPT.contents,
				{
					role: 'model',
					parts: [{ functionCall: { name: 'f', args: {} }, thoughtSignature: 'foreign' }],
				},
				{ role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
			];
			const options = clientOptions([refuse(message), DONE, DONE]);
			for (let round = 0; round < 2; round++) {
				for await (const event of generate({ ...PROMPT, contents }, options)) {
					assert.notEqual(event.type, 'retry');
				}
			}
			assert.deepEqual(
				options.sent.map(
					({ body }) => /"thoughtSignature":"(\w+)"/.exec(JSON.stringify(body))?.[1],
				),
				['foreign', 'skip_thought_signature_validator', 'foreign'],
			);
		});
	}

	it('may be one that has to be added, and one that is unknown', async () => {
		const wanted = refuse(
			'Please enable tool_config.include_server_side_tool_invocations to use …',
		);
		const unknown = refuse('Unknown name "includeServerSideToolInvocations" at tool_config');
		const tools = { googleSearch: true, functionDeclarations: [{ name: 'f' }] };
		const { seen, sent, error } = await run([wanted, unknown, wanted], { tools });
		assert.deepEqual(seen, [
			'without serverSideToolInvocations',
			'without withoutServerSideToolInvocations',
		]);
		assert.deepEqual(
			sent.map(({ body }) => JSON.stringify(body).includes('includeServerSide')),
			[false, true, false],
		);
		assert.equal(error?.kind, 'badRequest');
	});
});

describe('Leaving an answer', () => {
	it('aborts the request', async () => {
		const options = clientOptions([reads([frame(say('a'), say('b'))], 'hang')]);
		for await (const event of generate(PROMPT, options)) {
			assert.equal(inShort(event), 'a');
			break;
		}
		assert.equal(options.sent[0]?.signal.aborted, true);
	});

	it('by an error in the loop aborts the request too', async () => {
		const options = clientOptions([reads([frame(say('a'))], 'hang')]);
		await assert.rejects(async () => {
			for await (const event of generate(PROMPT, options)) {
				throw new Error(event.type);
			}
		}, /text/);
		assert.equal(options.sent[0]?.signal.aborted, true);
	});

	it('through the signal keeps what came and says that it was stopped', async () => {
		const controller = new AbortController();
		const options = clientOptions([reads([frame(say('a'))], 'hang')], {
			signal: controller.signal,
		});
		const seen: string[] = [];
		await assert.rejects(
			async () => {
				for await (const event of generate(PROMPT, options)) {
					seen.push(inShort(event));
					controller.abort();
				}
			},
			{ kind: 'aborted', message: 'Stopped.' },
		);
		assert.deepEqual(seen, ['a']);
	});

	it('leaves no timer and no listener', async () => {
		const clock = fakeClock();
		try {
			const { signal } = new AbortController();
			const added = sinon.spy(signal, 'addEventListener');
			const removed = sinon.spy(signal, 'removeEventListener');
			await run([BUSY, reads([frame(say('a', 'STOP'))])], {}, { signal });
			assert.equal(clock.countTimers(), 0);
			const left = added.args.filter(
				([, listener]) => !removed.args.some(([, other]) => other === listener),
			);
			assert.deepEqual([added.callCount, left], [2, []]);
		} finally {
			clock.restore();
		}
	});
});
