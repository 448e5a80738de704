import assert from 'node:assert/strict';
import { createTokenCounter } from '../../../src/gemini/countTokens.ts';
import {
	estimateMediaTokens,
	estimatePartTokens,
	estimatePromptTokens,
	estimateTextTokens,
} from '../../../src/gemini/estimateTokens.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';
import {
	type Answer,
	clientOptions,
	ENDPOINT,
	json,
	networkFailure,
	text,
} from './fakeEndpoint.ts';

const PROMPT: Prompt = {
	model: 'models/gemini-3.5-flash',
	contents: [{ role: 'user', parts: [{ text: 'Hello there, world' }] }],
	systemInstruction: 'Be brief.',
	tools: { googleSearch: true },
	generationConfig: { temperature: 1 },
};
const FLAT = {
	contents: PROMPT.contents,
	systemInstruction: { parts: [{ text: 'Be brief.' }] },
	tools: [{ googleSearch: {} }],
};
const WRAPPED = { generateContentRequest: { model: 'models/gemini-3.5-flash', ...FLAT } };
const ESTIMATE = { tokens: estimatePromptTokens(PROMPT), isEstimate: true };
const COUNTED = { tokens: 31, isEstimate: false };

/** Counts twice, with one memory. */
async function countTwice(answers: readonly Answer[], baseUrl = ENDPOINT.baseUrl) {
	const options = clientOptions(answers);
	const count = createTokenCounter();
	const counts = [
		await count(PROMPT, { ...ENDPOINT, baseUrl }, options),
		await count(PROMPT, { ...ENDPOINT, baseUrl }, options),
	];
	return { counts, sent: options.sent };
}

describe('Counting tokens', () => {
	it('asks the endpoint with the whole request', async () => {
		const { counts, sent } = await countTwice([json({ totalTokens: 31 })]);
		assert.deepEqual(counts, [COUNTED, COUNTED]);
		assert.deepEqual(
			[sent[0]?.url, sent[0]?.body],
			[`${ENDPOINT.baseUrl}/v1beta/models/gemini-3.5-flash:countTokens`, WRAPPED],
		);
	});

	it('learns that an endpoint wants the flat form', async () => {
		const unknown = json(
			{
				error: { code: 400, message: 'Unknown name "generateContentRequest": Cannot find field.' },
			},
			400,
		);
		const { counts, sent } = await countTwice([unknown, json({ totalTokens: 31 })]);
		assert.deepEqual(counts, [COUNTED, COUNTED]);
		assert.deepEqual(
			sent.map(({ body }) => body),
			[WRAPPED, FLAT, FLAT],
		);
	});

	const unknownName = 'Unknown name "generateContentRequest": Cannot find field.';

	for (const [name, answer] of [
		['a 422', json({ detail: [{ loc: ['body', 'contents'], msg: 'Field required' }] }, 422)],
		[
			'a bare 400',
			json({ error: { code: 400, message: 'Request contains an invalid argument.' } }, 400),
		],
		[
			'a 500 with the code of a wrong request',
			json({ error: { code: 'invalid_request', message: 'bad body' } }, 500),
		],
		['a 500 that names the field', json({ error: { message: unknownName } }, 500)],
		['a 404 that names the field', json({ error: { message: unknownName } }, 404)],
		['a 503 that misses the contents', json({ error: { message: 'contents is required' } }, 503)],
	] as const) {
		it(`learns the other form from ${name}`, async () => {
			const { counts, sent } = await countTwice([answer, json({ totalTokens: 31 })]);
			assert.deepEqual(counts, [COUNTED, COUNTED]);
			assert.deepEqual(
				sent.map(({ body }) => body),
				[WRAPPED, FLAT, FLAT],
			);
		});
	}

	it('starts with the flat form at Vertex', async () => {
		const { sent } = await countTwice(
			[json({ totalTokens: 31 })],
			'https://aiplatform.googleapis.com',
		);
		assert.deepEqual(sent[0]?.body, FLAT);
	});

	for (const [name, answer] of [
		['a 404', json({ error: { message: 'Invalid URL (POST /v1beta/models/x:countTokens)' } }, 404)],
		['a web page', text('<!doctype html><p>x', 200)],
		['a redirect', text('', 301, { location: '/' })],
		['a 405', text('', 405)],
	] as const) {
		it(`estimates from then on after ${name}`, async () => {
			const { counts, sent } = await countTwice([answer]);
			assert.deepEqual([counts, sent.length], [[ESTIMATE, ESTIMATE], 1]);
		});
	}

	for (const [name, answer] of [
		['a busy endpoint', json({ error: { code: 503 } }, 503)],
		['a lost connection', () => Promise.reject(networkFailure('ECONNRESET'))],
		['a refused key', json({ error: { message: unknownName } }, 401)],
		['a key that Google refuses with 400', json({ error: { message: 'API key not valid.' } }, 400)],
		['a quota', json({ error: { message: unknownName } }, 429)],
		['an odd answer', json({ tokens: 1 })],
		['a model that is not there', json({ error: { message: 'models/x is not found' } }, 404)],
	] as const) {
		it(`estimates this once after ${name}`, async () => {
			const { counts, sent } = await countTwice([answer, json({ totalTokens: 31 })]);
			assert.deepEqual([counts, sent.length], [[ESTIMATE, COUNTED], 2]);
		});
	}

	it('can be given up', async () => {
		const options = clientOptions([], { signal: AbortSignal.abort() });
		await assert.rejects(createTokenCounter()(PROMPT, ENDPOINT, options), { kind: 'aborted' });
	});
});

describe('An estimate of tokens', () => {
	for (const [name, value, tokens] of [
		['nothing', '', 0],
		['prose', 'The quick brown fox jumps over the lazy dog', 11],
		['code', 'if (a[0] === "x") { b += c[i++]; }', 12],
		['Chinese', '你好世界', 5],
		['French with accents', 'Les élèves étudient à l’école', 8],
	] as const) {
		it(`of ${name} is ${tokens}`, () => {
			assert.equal(estimateTextTokens(value), tokens);
		});
	}

	it('counts pictures by the model’s generation, sound and pages by their size', () => {
		assert.deepEqual(
			[
				estimateMediaTokens('image/png', 9_999_999, 'gemini-3.5-flash'),
				estimateMediaTokens('image/png', 9_999_999, 'gemini-2.5-flash'),
				estimateMediaTokens('audio/mp3', 160_000, 'gemini-3.5-flash'),
				estimateMediaTokens('video/mp4', 2_500_000, 'gemini-3.5-flash'),
				estimateMediaTokens('video/mp4', 2_500_000, 'gemini-2.5-flash'),
				estimateMediaTokens('application/pdf', 120_000, 'gemini-3.5-flash'),
				estimateMediaTokens('text/plain', 400, 'gemini-3.5-flash'),
			],
			[1_120, 258, 320, 700, 2_580, 1_680, 100],
		);
	});

	it('counts files by their type, and other parts by their words', () => {
		const model = 'gemini-3.5-flash';
		assert.deepEqual(
			[
				estimatePartTokens({ fileData: { fileUri: 'u', mimeType: 'image/png' } }, model),
				estimatePartTokens({ fileData: { fileUri: 'u', mimeType: 'application/pdf' } }, model),
				estimatePartTokens(
					{ inlineData: { mimeType: 'text/plain', data: 'A'.repeat(400) } },
					model,
				),
				estimatePartTokens(
					{ functionCall: { name: 'f' }, thoughtSignature: 'x'.repeat(99) },
					model,
				),
			],
			[1_120, 560, 75, 10],
		);
	});

	it('counts everything that is sent, but no signatures', () => {
		const base = estimatePromptTokens(PROMPT);
		const withImage = estimatePromptTokens({
			...PROMPT,
			contents: [
				...PROMPT.contents,
				{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
			],
		});
		const signed = estimatePromptTokens({
			...PROMPT,
			contents: [
				{
					role: 'user',
					parts: [{ text: 'Hello there, world', thoughtSignature: 'x'.repeat(9_999) }],
				},
			],
		});
		assert.deepEqual([withImage - base, signed], [1_124, base]);
	});
});
