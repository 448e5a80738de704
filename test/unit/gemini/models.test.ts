import assert from 'node:assert/strict';
import { GOOGLE_BASE_URL } from '../../../src/gemini/endpoint.ts';
import { guessCapabilities } from '../../../src/gemini/modelInfo.ts';
import { type Catalogue, type ListOptions, listModels } from '../../../src/gemini/models.ts';
import {
	type Answer,
	clientOptions,
	ENDPOINT,
	json,
	networkFailure,
	type SentRequest,
	text,
} from './fakeEndpoint.ts';

const NOW = Date.UTC(2026, 10, 20);
const NOT_FOUND = json({ error: { message: 'Invalid URL' } }, 404);
const FLASH = {
	name: 'models/gemini-3.5-flash',
	displayName: 'Gemini 3.5 Flash (native)',
	description: 'Fast.',
	inputTokenLimit: 1_000,
	outputTokenLimit: '500',
	supportedGenerationMethods: ['generateContent', 'countTokens'],
	thinking: true,
};

/** An endpoint that answers by path; what is not named is not found. */
function endpoint(routes: Readonly<Record<string, Answer>>): Answer {
	return (request: SentRequest) => {
		const path = new URL(request.url).pathname + new URL(request.url).search;
		return (routes[path] ?? NOT_FOUND)(request);
	};
}

async function list(
	routes: Readonly<Record<string, Answer>>,
	extra: Partial<ListOptions> = {},
	baseUrl = ENDPOINT.baseUrl,
) {
	const options = clientOptions([endpoint(routes)]);
	const catalogue = await listModels(
		{ ...ENDPOINT, baseUrl },
		{ ...options, now: () => NOW, ...extra },
	);
	return { catalogue, sent: options.sent, ids: catalogue.models.map(({ id }) => id) };
}

const NATIVE = '/v1beta/models?pageSize=1000';

describe('The catalogue of an endpoint', () => {
	it('takes models, limits and names from the native list, prices from the public one', async () => {
		const { catalogue } = await list({
			[NATIVE]: json({ models: [FLASH] }),
			'/v1/models': json({ data: [{ id: 'gemini-3.5-flash', owned_by: 'google' }] }),
			'/api/models': json({
				data: [
					{
						id: 'gemini-3.5-flash',
						provider: 'Google',
						model_type: 'text',
						features: ['text-to-text'],
						pricing: { currency: 'USD / M Tokens', input: 0.4, output: '2.4', per_request: null },
					},
				],
				total: 1,
			}),
		});
		assert.deepEqual(catalogue, {
			baseUrl: ENDPOINT.baseUrl,
			fetchedAt: NOW,
			failures: {},
			models: [
				{
					id: 'gemini-3.5-flash',
					displayName: 'Gemini 3.5 Flash (native)',
					description: 'Fast.',
					owner: 'google',
					inputTokenLimit: 1_000,
					outputTokenLimit: 500,
					price: { inputPerMillion: 0.4, outputPerMillion: 2.4 },
					thinkingLevels: ['auto', 'minimal', 'low', 'medium', 'high'],
					capabilities: guessCapabilities('gemini-3.5-flash'),
					isGemini: true,
					sources: ['native', 'openai', 'catalogue', 'builtIn'],
				},
			],
		});
	});

	it('shows the key to lists of the key, and never to the public one', async () => {
		const { sent } = await list({});
		assert.deepEqual(
			sent
				.map(({ url, headers }) => [
					new URL(url).pathname,
					headers['x-goog-api-key'] ?? headers['authorization'],
				])
				.sort(([a], [b]) => String(a).localeCompare(String(b))),
			[
				['/api/models', undefined],
				['/v1/models', `Bearer ${ENDPOINT.apiKey}`],
				['/v1beta/models', ENDPOINT.apiKey],
			],
		);
	});

	it('reads all pages of the native list, and leaves out what cannot generate', async () => {
		const { ids } = await list({
			[NATIVE]: json({
				models: [FLASH, { name: 'models/embed', supportedGenerationMethods: ['embedContent'] }, {}],
				nextPageToken: 'a b',
			}),
			[`${NATIVE}&pageToken=a%20b`]: json({ models: [{ name: 'models/gemini-4-argon' }] }),
		});
		assert.deepEqual(ids, ['gemini-4-argon', 'gemini-3.5-flash']);
	});

	it('reads all pages of the public list', async () => {
		const page = (id: string) => json({ data: [{ id }], page_size: 1, total: 2 });
		const { ids } = await list({
			'/api/models': page('gemini-3.5-flash'),
			'/api/models?page=2': page('gemini-2.5-pro'),
		});
		assert.deepEqual(ids, ['gemini-3.5-flash', 'gemini-2.5-pro']);
	});

	it('ends with lists that repeat themselves', async () => {
		const { sent } = await list({
			[NATIVE]: json({ models: [FLASH], nextPageToken: 'x' }),
			[`${NATIVE}&pageToken=x`]: json({ models: [FLASH], nextPageToken: 'x' }),
			'/api/models': json({ data: [{ id: 'a' }], total: 99 }),
			'/api/models?page=2': json({ data: [{ id: 'a' }], total: 99 }),
		});
		const counts = Object.groupBy(sent, ({ url }) => new URL(url).pathname);
		assert.deepEqual([counts['/v1beta/models']?.length, counts['/api/models']?.length], [20, 2]);
	});

	it('offers what the key may use where there is no native list, Gemini first', async () => {
		const { ids, catalogue } = await list({
			'/v1/models': json({
				data: [
					{ id: 'gpt-5' },
					{ id: 'gemini-2.5-pro' },
					{ id: 'gemma-4-31b-it' },
					{ id: 'gemini-flash-latest' },
					{ id: 'gemini-3.5-flash' },
					{ id: 'gemini-3.5-flash-lite' },
				],
			}),
			'/api/models': json({ data: [{ id: 'gemini-4-argon' }], total: 1 }),
		});
		assert.deepEqual(ids, [
			'gemini-flash-latest',
			'gemini-3.5-flash-lite',
			'gemini-3.5-flash',
			'gemini-2.5-pro',
			'gemma-4-31b-it',
			'gpt-5',
		]);
		assert.deepEqual(
			catalogue.models.map(({ isGemini }) => isGemini),
			[true, true, true, true, true, false],
		);
		assert.equal(catalogue.models[3]?.retirement, '2026-12-01');
	});

	for (const [name, missing] of [
		['a 404', NOT_FOUND],
		['a web page', text('<!doctype html><title>x</title>', 200, { 'content-type': 'text/html' })],
		['a redirect', text('', 301, { location: '/login' })],
		['something that is no list', json({ data: 'x', models: 7 })],
		['a lost connection', () => Promise.reject(networkFailure('ECONNRESET'))],
	] as const) {
		it(`passes over sources that answer with ${name}, and has a table of its own`, async () => {
			const { catalogue, ids } = await list({
				[NATIVE]: missing,
				'/v1/models': missing,
				'/api/models': missing,
			});
			assert.deepEqual(
				new Set(Object.keys(catalogue.failures)),
				new Set(['native', 'openai', 'catalogue']),
			);
			assert.ok(ids.includes('gemini-3.5-flash'));
			assert.deepEqual(catalogue.models[0]?.sources, ['builtIn']);
		});
	}

	it('asks Google for nothing but its own list', async () => {
		const { sent } = await list({ [NATIVE]: json({ models: [FLASH] }) }, {}, GOOGLE_BASE_URL);
		assert.deepEqual(
			sent.map(({ url }) => url),
			[`${GOOGLE_BASE_URL}${NATIVE}`],
		);
	});

	it('believes no price that is none', async () => {
		const prices = [
			{ currency: 'USD / M Tokens', input: -1, output: 'free', per_second: 0 },
			{ currency: 'CNY / M Tokens', input: 3 },
			{ input: '', output: Number.POSITIVE_INFINITY },
			'cheap',
		];
		const { catalogue } = await list({
			'/api/models': json({
				data: prices.map((pricing, index) => ({ id: `gemini-${9 - index}`, pricing })),
				total: 4,
			}),
		});
		assert.deepEqual(
			catalogue.models.map(({ price }) => price),
			[{ perSecond: 0 }, undefined, undefined, undefined],
		);
	});

	it('tells a model that is being retired, and one that draws', async () => {
		const { catalogue } = await list({
			[NATIVE]: json({
				models: [{ name: 'models/gemini-x', modelStage: 'DEPRECATED' }, { name: 'models/painter' }],
			}),
			'/api/models': json({ data: [{ id: 'painter', features: ['text-to-image'] }], total: 1 }),
		});
		assert.deepEqual(
			catalogue.models.map(({ id, retirement, capabilities }) => [
				id,
				retirement,
				capabilities.imageOutput,
			]),
			[
				['gemini-x', 'DEPRECATED', false],
				['painter', undefined, true],
			],
		);
	});

	describe('that was asked before', () => {
		const CACHED: Catalogue = {
			baseUrl: ENDPOINT.baseUrl,
			fetchedAt: NOW - 1_000,
			models: [],
			failures: {},
		};

		it('is taken from there while it is fresh, without a request', async () => {
			const { catalogue, sent } = await list({}, { cached: CACHED });
			assert.deepEqual([catalogue, sent.length], [CACHED, 0]);
		});

		for (const [name, cached, maxAgeMs] of [
			['too old', CACHED, 500],
			['from the future', { ...CACHED, fetchedAt: NOW + 1 }, 1e9],
			['of another endpoint', { ...CACHED, baseUrl: 'https://x' }, 1e9],
		] as const) {
			it(`is asked again when that is ${name}`, async () => {
				const { ids } = await list({ [NATIVE]: json({ models: [FLASH] }) }, { cached, maxAgeMs });
				assert.deepEqual(ids, ['gemini-3.5-flash']);
			});
		}

		it('is better than nothing when every source fails, and keeps its age', async () => {
			const old = { ...CACHED, fetchedAt: 5 };
			const { catalogue } = await list({}, { cached: old });
			assert.deepEqual([catalogue.models, catalogue.fetchedAt], [[], 5]);
			assert.equal(catalogue.failures.native?.kind, 'notFound');
		});
	});

	it('can be given up', async () => {
		const signal = AbortSignal.abort();
		await assert.rejects(list({}, { signal }), { kind: 'aborted' });
	});
});

describe('What a model can do, by its name', () => {
	const can = (id: string) =>
		Object.entries(guessCapabilities(id))
			.filter(([, value]) => value)
			.map(([key]) => key)
			.join(' ');

	for (const [id, expected] of [
		[
			'gemini-3.5-flash',
			'imageInput audioInput videoInput pdfInput functions json thinking googleSearch googleMaps urlContext codeExecution',
		],
		[
			'gemini-2.0-flash',
			'imageInput audioInput videoInput pdfInput functions json googleSearch codeExecution',
		],
		['gemini-3.1-flash-image', 'imageInput imageOutput json thinking googleSearch'],
		['gemini-2.5-flash-image', 'imageInput imageOutput googleSearch'],
		['gemini-3.8-flash-tts', 'audioOutput json'],
		['gemma-4-31b-it', 'imageInput json thinking'],
		['some-other-model', 'imageInput functions json'],
	] as const) {
		it(`${id}: ${expected}`, () => {
			assert.equal(can(id), expected);
		});
	}
});
