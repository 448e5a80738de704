import assert from 'node:assert/strict';
import { isChunk } from '../../../src/gemini/chunk.ts';
import { createEventMapper } from '../../../src/gemini/toEvents.ts';
import { eventsOf, SEED_RESPONSE } from './mapping.ts';

const part = (value: unknown, extra: object = {}) => ({
	candidates: [{ content: { role: 'model', parts: [value] }, ...extra }],
});
const candidate = (value: object) => ({ candidates: [value] });

describe('A chunk of a response', () => {
	it('of the documented sample gives everything it says', () => {
		assert.deepEqual(eventsOf(SEED_RESPONSE), [
			{
				type: 'meta',
				meta: {
					modelVersion: 'gemini-2.5-flash',
					createTime: '2026-03-25T04:21:43.756483Z',
					responseId: 'CeynaY3LDtvG4_UP0qaCuQY',
				},
			},
			{
				type: 'blocked',
				reason: 'SAFETY',
				ratings: [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH', blocked: true }],
			},
			{ type: 'text', candidate: 0, text: 'Hello', part: { text: 'Hello' } },
			{
				type: 'functionCall',
				candidate: 0,
				call: { name: 'f', args: { a: 1 } },
				part: { functionCall: { name: 'f', args: { a: 1 } } },
			},
			{
				type: 'media',
				candidate: 0,
				media: { mimeType: 'image/png', data: 'AAAA' },
				draft: true,
				part: { inlineData: { mimeType: 'image/png', data: 'AAAA' }, thought: true },
			},
			{
				type: 'safety',
				candidate: 0,
				ratings: [{ category: 'HARM_CATEGORY_HATE_SPEECH', probability: 'LOW', blocked: false }],
			},
			{
				type: 'citations',
				candidate: 0,
				citations: [{ startIndex: 1, endIndex: 3, uri: 'https://x.example', license: 'MIT' }],
			},
			{
				type: 'grounding',
				candidate: 0,
				grounding: {
					sources: [{ kind: 'web', uri: 'https://y.example', title: 'y.example' }],
					supports: [{ start: 0, end: 5, text: 'Hello', sources: [0], confidence: [0.9] }],
					webSearchQueries: ['hello'],
					imageSearchQueries: [],
					retrievalQueries: [],
				},
			},
			{
				type: 'logprobs',
				candidate: 0,
				logprobs: { average: -0.0023, sum: undefined, chosen: undefined, top: undefined },
			},
			{ type: 'finish', candidate: 0, reason: 'STOP', tokenCount: 3 },
			{
				type: 'usage',
				usage: {
					prompt: 5,
					candidates: 1,
					total: 30,
					thoughts: 24,
					trafficType: 'ON_DEMAND',
					promptDetails: [{ modality: 'TEXT', tokens: 5 }],
					candidatesDetails: [{ modality: 'TEXT', tokens: 1 }],
				},
			},
		]);
	});

	for (const empty of [
		{},
		{ candidates: [] },
		{ candidates: [{}] },
		candidate({ content: {} }),
		candidate({ content: { role: 'model' } }),
		candidate({ content: { role: 'model', parts: [] } }),
		part({ text: '' }),
		part({}),
		part({ text: '', thought: true }),
		{ promptFeedback: { safetyRatings: [{ category: 'X' }] } },
		{ candidates: null, usageMetadata: null, promptFeedback: null, modelVersion: null },
		candidate({ content: null, safetyRatings: null, index: null, finishReason: null }),
		candidate({ groundingMetadata: {}, urlContextMetadata: {}, citationMetadata: {} }),
		candidate({ safetyRatings: [{}, {}] }),
	]) {
		it(`gives nothing for ${JSON.stringify(empty)}`, () => {
			assert.deepEqual(eventsOf(empty), []);
		});
	}

	it('tells facts about the response once, and again when they change', () => {
		const meta = { modelVersion: 'm', responseId: 'r' };
		assert.deepEqual(eventsOf(meta, meta, { ...meta, responseId: 's' }), [
			{ type: 'meta', meta },
			{ type: 'meta', meta: { ...meta, responseId: 's' } },
		]);
	});

	it('tells that a model is being retired', () => {
		const modelStatus = {
			message: 'Use another.',
			modelStage: 'DEPRECATED',
			retirementTime: '2026-12-01T00:00:00Z',
		};
		assert.deepEqual(eventsOf({ modelStatus }, { modelStatus }), [
			{
				type: 'meta',
				meta: {
					modelStatus: {
						message: 'Use another.',
						stage: 'DEPRECATED',
						retirementTime: '2026-12-01T00:00:00Z',
					},
				},
			},
		]);
	});

	it('tells why a prompt was blocked, with reasons that nobody knows yet', () => {
		assert.deepEqual(
			eventsOf({
				promptFeedback: { blockReason: 'FAKE_NEW_BLOCK_REASON', blockReasonMessage: 'Because.' },
			}),
			[{ type: 'blocked', reason: 'FAKE_NEW_BLOCK_REASON', message: 'Because.' }],
		);
	});

	for (const reason of [
		'STOP',
		'MAX_TOKENS',
		'SAFETY',
		'RECITATION',
		'LANGUAGE',
		'OTHER',
		'BLOCKLIST',
		'PROHIBITED_CONTENT',
		'SPII',
		'MALFORMED_FUNCTION_CALL',
		'MALFORMED_RESPONSE',
		'UNEXPECTED_TOOL_CALL',
		'TOO_MANY_TOOL_CALLS',
		'IMAGE_SAFETY',
		'IMAGE_PROHIBITED_CONTENT',
		'IMAGE_RECITATION',
		'IMAGE_OTHER',
		'NO_IMAGE',
		'FINISH_REASON_UNSPECIFIED',
		'FAKE_NEW_FINISH_REASON',
	]) {
		it(`passes the finish reason ${reason} on`, () => {
			assert.deepEqual(eventsOf(candidate({ finishReason: reason, finishMessage: 'why' })), [
				{ type: 'finish', candidate: 0, reason, message: 'why' },
			]);
		});
	}

	it('keeps candidates apart by their index', () => {
		assert.deepEqual(
			eventsOf({
				candidates: [
					{ index: 1, content: { parts: [{ text: 'b' }] } },
					{ content: { parts: [{ text: 'a' }] }, finishReason: 'STOP' },
				],
			}).map(event => ('candidate' in event ? [event.candidate, event.type] : [])),
			[
				[1, 'text'],
				[0, 'text'],
				[0, 'finish'],
			],
		);
	});

	it('gives a finish reason as data: more may follow', () => {
		assert.deepEqual(
			eventsOf(part({ text: 'a' }, { finishReason: 'STOP' }), part({ text: 'b' })).map(
				({ type }) => type,
			),
			['text', 'finish', 'text'],
		);
	});
});

describe('A part of a response', () => {
	for (const [name, value, expected] of [
		['text', { text: 'a' }, { type: 'text', text: 'a' }],
		['signed text', { text: 'a', thoughtSignature: 's' }, { type: 'text', text: 'a' }],
		['a thought', { text: 'a', thought: true }, { type: 'thought', text: 'a' }],
		['a lone signature', { text: '', thoughtSignature: 's' }, { type: 'part' }],
		['a signature without text', { thoughtSignature: 's' }, { type: 'part' }],
		[
			'a final image',
			{ inlineData: { mimeType: 'image/png', data: 'AA' } },
			{ type: 'media', media: { mimeType: 'image/png', data: 'AA' }, draft: false },
		],
		[
			'a draft image',
			{ inlineData: { mimeType: 'image/png', data: 'AA' }, thought: true },
			{ type: 'media', media: { mimeType: 'image/png', data: 'AA' }, draft: true },
		],
		['a file', { fileData: { fileUri: 'gs://a', mimeType: 'x/y' } }, { type: 'part' }],
		[
			'a call',
			{ functionCall: { name: 'f', id: '1', args: {} } },
			{ type: 'functionCall', call: { name: 'f', id: '1', args: {} } },
		],
		[
			'a call without arguments',
			{ functionCall: { name: 'f' } },
			{ type: 'functionCall', call: { name: 'f' } },
		],
		[
			'a call with the prefix that models invent',
			{ functionCall: { name: 'default_api.f', args: {} } },
			{ type: 'functionCall', call: { name: 'f', args: {} } },
		],
		[
			'code',
			{ executableCode: { language: 'PYTHON', code: '1' } },
			{ type: 'executableCode', code: { language: 'PYTHON', code: '1' } },
		],
		[
			'the result of code',
			{ codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'no' } },
			{ type: 'codeExecutionResult', result: { outcome: 'OUTCOME_FAILED', output: 'no' } },
		],
		[
			'a call of a tool at the endpoint',
			{ toolCall: { id: '1', toolType: 'URL_CONTEXT', args: {} }, thoughtSignature: 's' },
			{ type: 'serverTool', trace: { id: '1', toolType: 'URL_CONTEXT', args: {} } },
		],
		[
			'the result of a tool at the endpoint',
			{ toolResponse: { id: '1', toolType: 'NEW_TOOL', response: { a: 1 } } },
			{ type: 'serverTool', trace: { id: '1', toolType: 'NEW_TOOL', response: { a: 1 } } },
		],
		['a kind that nobody knows yet', { hologram: { depth: 3 } }, { type: 'part' }],
	] as const) {
		it(`that is ${name} becomes its event and stays verbatim`, () => {
			assert.deepEqual(eventsOf(part(value)), [{ ...expected, candidate: 0, part: value }]);
		});
	}

	it('loses nulls that a gateway wrote out, and nothing else', () => {
		assert.deepEqual(
			eventsOf(
				part({
					text: null,
					thought: null,
					extra: [null],
					functionCall: { name: 'f', id: null, args: { a: null } },
				}),
			),
			[
				{
					type: 'functionCall',
					candidate: 0,
					call: { name: 'f', args: { a: null } },
					part: { extra: [null], functionCall: { name: 'f', args: { a: null } } },
				},
			],
		);
	});
});

describe('Facts about a candidate', () => {
	const facts = (...candidates: readonly object[]) => eventsOf(...candidates.map(candidate));

	it('hold all that Vertex says of safety', () => {
		const rating = {
			category: 'HARM_CATEGORY_HARASSMENT',
			probability: 'NEGLIGIBLE',
			probabilityScore: 0.1,
			severity: 'HARM_SEVERITY_LOW',
			severityScore: 0.2,
			overwrittenThreshold: 'BLOCK_NONE',
		};
		assert.deepEqual(facts({ safetyRatings: [rating, {}, { probability: 'LOW' }] }), [
			{ type: 'safety', candidate: 0, ratings: [rating] },
		]);
	});

	it('unite both shapes of citations over all chunks, each once', () => {
		const first = { startIndex: 1, endIndex: 5, uri: 'https://a.example', license: '' };
		const second = {
			endIndex: 9,
			uri: 'https://b.example',
			title: 'B',
			publicationDate: { year: 2024, month: 3, day: 7 },
		};
		assert.deepEqual(
			facts(
				{ citationMetadata: { citationSources: [first] } },
				{ citationMetadata: { citationSources: [], citations: [first, second] } },
				{ citationMetadata: { citations: [second] } },
			),
			[
				{
					type: 'citations',
					candidate: 0,
					citations: [{ startIndex: 1, endIndex: 5, uri: 'https://a.example' }],
				},
				{
					type: 'citations',
					candidate: 0,
					citations: [
						{ startIndex: 1, endIndex: 5, uri: 'https://a.example' },
						{
							endIndex: 9,
							uri: 'https://b.example',
							title: 'B',
							publicationDate: '2024-03-07',
						},
					],
				},
			],
		);
	});

	for (const [date, expected] of [
		[{ year: 2024, month: 12 }, '2024-12'],
		[{ year: 2024 }, '2024'],
		[{ year: 2024, day: 3 }, '2024'],
	] as const) {
		it(`cut a publication date to what is known: ${expected}`, () => {
			assert.deepEqual(
				facts({ citationMetadata: { citations: [{ uri: 'u', publicationDate: date }] } }),
				[
					{
						type: 'citations',
						candidate: 0,
						citations: [{ uri: 'u', publicationDate: expected }],
					},
				],
			);
		});
	}

	it('tell which URLs were read', () => {
		assert.deepEqual(
			facts({
				urlContextMetadata: {
					urlMetadata: [
						{
							retrievedUrl: 'https://a.example',
							urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS',
						},
						{ urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_NEW' },
						{},
					],
				},
			}),
			[
				{
					type: 'urlContext',
					candidate: 0,
					urls: [
						{ url: 'https://a.example', status: 'URL_RETRIEVAL_STATUS_SUCCESS' },
						{ status: 'URL_RETRIEVAL_STATUS_NEW' },
						{ status: 'URL_RETRIEVAL_STATUS_UNSPECIFIED' },
					],
				},
			],
		);
	});

	it('collect log-probabilities and tell them once, when the candidate ends', () => {
		const slice = (token: string) => ({
			logprobsResult: {
				chosenCandidates: [{ token, tokenId: 7, logProbability: -0.5 }],
				topCandidates: [{ candidates: [{ token, logProbability: -0.5 }, { token: 'z' }] }, {}],
				logProbabilitySum: -1,
			},
		});
		const top = (token: string) => [
			{ token, logProbability: -0.5 },
			{ token: 'z', logProbability: 0 },
		];
		assert.deepEqual(
			facts(slice('a'), { ...slice('b'), avgLogprobs: -0.25, finishReason: 'STOP' }),
			[
				{
					type: 'logprobs',
					candidate: 0,
					logprobs: {
						average: -0.25,
						sum: -1,
						chosen: [
							{ token: 'a', tokenId: 7, logProbability: -0.5 },
							{ token: 'b', tokenId: 7, logProbability: -0.5 },
						],
						top: [top('a'), [], top('b'), []],
					},
				},
				{ type: 'finish', candidate: 0, reason: 'STOP' },
			],
		);
	});
});

describe('Functions that the endpoint runs itself', () => {
	const map = (...chunks: readonly unknown[]) => {
		const mapper = createEventMapper(name => name === 'declared');
		const events: { type: string }[][] = [];
		for (const chunk of chunks) {
			const batch: Parameters<typeof mapper.map>[1] = [];
			assert.ok(isChunk(chunk));
			mapper.map(chunk, batch);
			events.push(batch);
		}
		const last: Parameters<typeof mapper.map>[1] = [];
		mapper.end(last);
		return [...events, last].map(batch => batch.map(({ type }) => type));
	};
	const call = (name: string) =>
		part({ functionCall: { name, args: {} } }, { finishReason: 'STOP' });
	const result = (name: string) => part({ functionResponse: { name, response: { a: 1 } } });
	const text = part({ text: 'It rains.' }, { finishReason: 'STOP' });

	it('are not offered as calls: the result in the same turn answers them', () => {
		assert.deepEqual(map(call('weather'), result('weather'), text), [
			[],
			['serverTool', 'finish', 'serverTool'],
			['text', 'finish'],
			[],
		]);
	});

	it('are told apart when several run at once', () => {
		assert.deepEqual(map(call('a'), call('b'), result('b'), result('a'), text).flat(), [
			'serverTool',
			'finish',
			'serverTool',
			'finish',
			'serverTool',
			'serverTool',
			'text',
			'finish',
		]);
	});

	it('that nobody answers are the caller’s after all, in their order', () => {
		assert.deepEqual(map(call('invented'), text), [
			[],
			[],
			['functionCall', 'finish', 'text', 'finish'],
		]);
	});

	it('do not hold back calls of declared functions', () => {
		assert.deepEqual(map(call('declared'), text), [
			['functionCall', 'finish'],
			['text', 'finish'],
			[],
		]);
		assert.deepEqual(map(call('default_api.declared'))[0], ['functionCall', 'finish']);
	});
});
