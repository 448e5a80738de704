import assert from 'node:assert/strict';
import { generate } from '../../../src/gemini/client.ts';
import { GeminiError } from '../../../src/gemini/errors.ts';
import type { Part } from '../../../src/shared/content.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import { appendPart } from '../../../src/shared/turnParts.ts';
import {
	type Answer,
	clientOptions,
	frame,
	json,
	networkFailure,
	reads,
	sse,
} from './fakeEndpoint.ts';

const PROMPT = {
	model: 'gemini-4-argon',
	contents: [{ role: 'user' as const, parts: [{ text: 'Hi' }] }],
	generationConfig: { maxOutputTokens: 9 },
};

/** A chunk with these parts, a token, a finish reason and counts, each if given. */
function chunk(
	parts: readonly (string | Part)[],
	{
		token,
		finish,
		usage,
	}: { token?: string; finish?: string; usage?: readonly [number, number] } = {},
) {
	return {
		candidates: [
			{
				content: {
					role: 'model',
					parts: parts.map(part => (typeof part === 'string' ? { text: part } : part)),
				},
				...(finish !== undefined && { finishReason: finish }),
				...(token !== undefined && { continuationToken: token }),
			},
		],
		...(usage && {
			usageMetadata: {
				promptTokenCount: usage[0],
				candidatesTokenCount: usage[1],
				totalTokenCount: usage[0] + usage[1],
			},
		}),
	};
}

const RESET = networkFailure('ECONNRESET', 'reset');
const dropped = (...chunks: readonly unknown[]): Answer => reads([frame(...chunks)], RESET);

async function run(answers: readonly Answer[]) {
	const options = clientOptions(answers);
	const events: ModelEvent[] = [];
	const parts: Part[] = [];
	let error: string | undefined;
	try {
		for await (const event of generate(PROMPT, options)) {
			events.push(event);
			if ('part' in event) {
				appendPart(parts, event.part);
			}
		}
	} catch (thrown) {
		assert.ok(thrown instanceof GeminiError, String(thrown));
		error = thrown.message;
	}
	const tokens = options.sent.map(({ body }) =>
		typeof body === 'object' && body !== null ? Reflect.get(body, 'continuationToken') : undefined,
	);
	return {
		events,
		parts,
		error,
		tokens,
		sent: options.sent,
		types: events.map(({ type }) => type),
		finish: events.flatMap(event => (event.type === 'finish' ? [event.reason] : [])),
		usage: events.flatMap(event => (event.type === 'usage' ? [event.usage] : [])).at(-1),
	};
}

describe('An answer that takes several requests', () => {
	it('is one answer: one turn, one finish reason, the usage summed', async () => {
		const { parts, types, finish, usage, sent, error } = await run([
			sse(
				chunk(['Once ']),
				chunk(['upon'], { finish: 'CONTINUATION', token: 'T1', usage: [10, 5] }),
			),
			sse(chunk([' a '], { finish: 'CONTINUATION', token: 'T2', usage: [15, 2] })),
			sse(chunk(['time.'], { finish: 'STOP', usage: [17, 3] })),
		]);
		assert.deepEqual(parts, [{ text: 'Once upon a time.' }]);
		assert.deepEqual(types, ['text', 'text', 'usage', 'text', 'usage', 'text', 'finish', 'usage']);
		assert.deepEqual(finish, ['STOP']);
		assert.deepEqual(usage, {
			prompt: 10,
			candidates: 10,
			total: 52,
			requests: 3,
			billedPrompt: 42,
		});
		assert.equal(error, undefined);
		const body = { contents: PROMPT.contents, generationConfig: PROMPT.generationConfig };
		assert.deepEqual(
			sent.map(request => request.body),
			[body, { ...body, continuationToken: 'T1' }, { ...body, continuationToken: 'T2' }],
		);
	});

	it('keeps signed parts apart across requests', async () => {
		const { parts } = await run([
			sse(
				chunk(['a', { text: 'b', thoughtSignature: 's' }], { finish: 'CONTINUATION', token: 'T' }),
			),
			sse(chunk(['c', 'd'], { finish: 'STOP' })),
		]);
		assert.deepEqual(parts, [{ text: 'a' }, { text: 'b', thoughtSignature: 's' }, { text: 'cd' }]);
	});

	it('keeps a signature before which nothing was said, once the answer can go on from there', async () => {
		const signed = { text: '', thoughtSignature: 'c2ln' };
		for (const first of [
			sse(chunk([signed], { token: 'A', finish: 'CONTINUATION' })),
			dropped(chunk([signed], { token: 'A' })),
		]) {
			const { parts, tokens } = await run([first, sse(chunk(['x'], { finish: 'STOP' }))]);
			assert.deepEqual(
				[parts, tokens],
				[
					[signed, { text: 'x' }],
					[undefined, 'A'],
				],
			);
		}
	});

	it('may come in one piece each time', async () => {
		const options = clientOptions(
			[
				json(chunk(['a'], { finish: 'CONTINUATION', token: 'T' })),
				json(chunk(['b'], { finish: 'STOP' })),
			],
			{ mode: 'unary' },
		);
		const texts: string[] = [];
		for await (const event of generate(PROMPT, options)) {
			texts.push(event.type === 'text' ? event.text : event.type);
		}
		assert.deepEqual(texts, ['a', 'b', 'finish']);
	});

	it('without a token cannot go on, and says so', async () => {
		const { finish, sent } = await run([sse(chunk(['a'], { finish: 'CONTINUATION' }))]);
		assert.deepEqual([finish, sent.length], [['CONTINUATION'], 1]);
	});

	it('is given up when request after request brings nothing', async () => {
		const nothing = sse(chunk([], { finish: 'CONTINUATION', token: 'T' }));
		const { finish, sent } = await run([
			sse(chunk(['a'], { finish: 'CONTINUATION', token: 'T' })),
			nothing,
		]);
		assert.deepEqual([finish, sent.length], [['CONTINUATION'], 4]);
	});

	it('tells the token of an answer that reached its own limit', async () => {
		const { events, sent } = await run([sse(chunk(['a'], { finish: 'MAX_TOKENS', token: 'T' }))]);
		assert.deepEqual(events.at(-1), {
			type: 'finish',
			candidate: 0,
			reason: 'MAX_TOKENS',
			continuationToken: 'T',
		});
		assert.equal(sent.length, 1);
	});

	it('goes on with a token of the caller', async () => {
		const options = clientOptions([sse(chunk(['b'], { finish: 'STOP' }))]);
		for await (const event of generate({ ...PROMPT, continuationToken: 'T' }, options)) {
			assert.ok(event);
		}
		assert.equal(Reflect.get(Object(options.sent[0]?.body), 'continuationToken'), 'T');
	});
});

describe('An answer whose connection breaks', () => {
	it('is resumed from the last token, and what was shown after it is not shown again', async () => {
		const { parts, tokens, finish, error, types } = await run([
			dropped(
				chunk(['One. ']),
				chunk(['Two. '], { token: 'T1' }),
				chunk(['Three. ']),
				chunk(['Fo']),
			),
			sse(chunk(['Three']), chunk(['. Four. ']), chunk(['Five.'], { finish: 'STOP' })),
		]);
		assert.deepEqual(parts, [{ text: 'One. Two. Three. Four. Five.' }]);
		assert.deepEqual(tokens, [undefined, 'T1']);
		assert.deepEqual([finish, error], [['STOP'], undefined]);
		assert.deepEqual(types.slice(4), ['retry', 'text', 'text', 'finish']);
	});

	it('announces that it goes on', async () => {
		const { events } = await run([
			dropped(chunk(['a'], { token: 'T' })),
			sse(chunk(['b'], { finish: 'STOP' })),
		]);
		assert.deepEqual(events[1], {
			type: 'retry',
			attempt: 1,
			maxAttempts: 3,
			waitMs: 500,
			error: {
				kind: 'network',
				message: 'reset (ECONNRESET)',
				code: 'ECONNRESET',
				retryable: true,
			},
			resumes: true,
		});
	});

	it('is resumed too when it ends without a finish reason', async () => {
		const { parts, finish } = await run([
			sse(chunk(['a'], { token: 'T' }), chunk(['b'])),
			sse(chunk(['bc'], { finish: 'STOP' })),
		]);
		assert.deepEqual([parts, finish], [[{ text: 'abc' }], ['STOP']]);
	});

	it('matches thoughts, calls and pictures as well as text, however they are cut', async () => {
		const call = (id: string, thoughtSignature: string): Part => ({
			functionCall: { id, name: 'f', args: { a: 1 } },
			thoughtSignature,
		});
		const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
		const { parts, error } = await run([
			dropped(
				chunk(['a'], { token: 'T' }),
				chunk([{ text: 'hm, ', thought: true }, { text: 'hm', thought: true }, 'text']),
				chunk([picture, call('1', 's1'), 'mo']),
			),
			sse(
				chunk([{ text: 'hm', thought: true }]),
				chunk([{ text: ', hm', thought: true }, 'te', 'xt']),
				chunk([picture, call('2', 's2'), 'more'], { finish: 'STOP' }),
			),
		]);
		assert.equal(error, undefined);
		assert.deepEqual(parts, [
			{ text: 'a' },
			{ text: 'hm, hm', thought: true },
			{ text: 'text' },
			picture,
			call('1', 's1'),
			{ text: 'more' },
		]);
	});

	it('moves on to tokens that the repetition brings', async () => {
		const { parts, tokens } = await run([
			dropped(chunk(['a'], { token: 'T1' }), chunk(['bcd'])),
			dropped(chunk(['b'], { token: 'T2' }), chunk(['c'])),
			sse(chunk(['cde'], { finish: 'STOP' })),
		]);
		assert.deepEqual(parts, [{ text: 'abcde' }]);
		assert.deepEqual(tokens, [undefined, 'T1', 'T2']);
	});

	for (const [name, repeated] of [
		['other words', ['bX']],
		['another kind', [{ text: 'b', thought: true }]],
		['another order', ['b', { functionCall: { name: 'f' } }]],
	] as const) {
		it(`ends with the first failure when the repetition says ${name}`, async () => {
			const { parts, error } = await run([
				dropped(chunk(['a'], { token: 'T' }), chunk(['bc'])),
				sse(chunk(repeated, { finish: 'STOP' })),
			]);
			assert.deepEqual([parts, error], [[{ text: 'abc' }], 'reset (ECONNRESET)']);
		});
	}

	it('is given up after three requests in a row that bring nothing new', async () => {
		const { tokens, error, parts } = await run([
			dropped(chunk(['a'], { token: 'T' }), chunk(['b'])),
			dropped(chunk(['b'])),
		]);
		assert.deepEqual(tokens, [undefined, 'T', 'T', 'T']);
		assert.deepEqual([parts, error], [[{ text: 'ab' }], 'reset (ECONNRESET)']);
	});

	it('may break often as long as it goes on', async () => {
		const letters = [...'abcdefgh'];
		const { parts, error } = await run([
			...letters.map((letter, index) => dropped(chunk([letter], { token: `T${index}` }))),
			sse(chunk(['.'], { finish: 'STOP' })),
		]);
		assert.deepEqual([parts, error], [[{ text: 'abcdefgh.' }], undefined]);
	});

	it('counts the tokens of every request', async () => {
		const { usage } = await run([
			dropped(chunk(['a'], { token: 'T', usage: [10, 1] }), chunk(['b'], { usage: [10, 2] })),
			sse(chunk(['b'], { usage: [11, 1] }), chunk(['c'], { finish: 'STOP', usage: [11, 2] })),
		]);
		assert.deepEqual(usage, {
			prompt: 10,
			candidates: 4,
			total: 25,
			requests: 2,
			billedPrompt: 21,
		});
	});

	it('is not resumed after a failure that would come again', async () => {
		const { error, tokens } = await run([
			sse(chunk(['a'], { token: 'T' }), { error: { code: 400, message: 'No.' } }),
		]);
		assert.deepEqual([error, tokens], ['No.', [undefined]]);
	});

	it('is not resumed without a token', async () => {
		const { error, tokens } = await run([dropped(chunk(['a']))]);
		assert.deepEqual([error, tokens], ['reset (ECONNRESET)', [undefined]]);
	});

	it('goes on between requests as well', async () => {
		const { parts, tokens } = await run([
			sse(chunk(['a'], { finish: 'CONTINUATION', token: 'T' })),
			json({ error: { code: 503, message: 'Busy.' } }, 503),
			sse(chunk(['b'], { finish: 'STOP' })),
		]);
		assert.deepEqual([parts, tokens], [[{ text: 'ab' }], [undefined, 'T', 'T']]);
	});

	it('tells the log-probability of each token once', async () => {
		const likely = (words: string, options: Parameters<typeof chunk>[1] = {}) => {
			const made = chunk([words], options);
			const tokens = [...words].map(token => ({ token, logProbability: -1 }));
			const logprobsResult = {
				chosenCandidates: tokens,
				topCandidates: tokens.map(each => ({ candidates: [each] })),
			};
			return { candidates: made.candidates.map(each => ({ ...each, logprobsResult })) };
		};
		const { events, parts } = await run([
			dropped(likely('a', { token: 'T1' }), likely('b'), likely('c')),
			dropped(likely('bc'), likely('d', { token: 'T2' }), likely('e')),
			sse(likely('e'), likely('f', { finish: 'STOP' })),
		]);
		assert.deepEqual(parts, [{ text: 'abcdef' }]);
		const told = events.flatMap(event => (event.type === 'logprobs' ? [event.logprobs] : []));
		assert.deepEqual(
			told.map(({ chosen, top }) => [
				chosen?.map(({ token }) => token).join(''),
				top?.map(([first]) => first?.token).join(''),
			]),
			[['abcdef', 'abcdef']],
		);
	});

	it('keeps the places of grounding right', async () => {
		const grounded = {
			candidates: [
				{
					content: { parts: [{ text: 'Two.' }] },
					finishReason: 'STOP',
					groundingMetadata: {
						groundingSupports: [{ segment: { startIndex: 5, endIndex: 9 } }],
					},
				},
			],
		};
		const { events } = await run([
			dropped(chunk(['One. '], { token: 'T' }), chunk(['Tw'])),
			sse(grounded),
		]);
		const places = events.flatMap(event =>
			event.type === 'grounding' ? event.grounding.supports : [],
		);
		assert.deepEqual(places, [{ start: 5, end: 9, text: '', sources: [] }]);
	});
});
