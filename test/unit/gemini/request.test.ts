import assert from 'node:assert/strict';
import { buildRequest } from '../../../src/gemini/request.ts';
import type { Content, Part } from '../../../src/shared/content.ts';
import type { Adjustment } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';

const HELLO: Content = { role: 'user', parts: [{ text: 'Hi' }] };
const MINIMAL: Prompt = { model: 'gemini-3.5-flash', contents: [HELLO] };

function build(extra: Partial<Prompt>, ...adjustments: readonly Adjustment[]) {
	const { contents, ...rest } = buildRequest({ ...MINIMAL, ...extra }, new Set(adjustments));
	assert.ok(contents.length > 0);
	return rest;
}

describe('A request', () => {
	it('holds nothing but what was set', () => {
		assert.deepEqual(buildRequest(MINIMAL), { contents: [HELLO] });
		assert.deepEqual(
			build({
				systemInstruction: '',
				tools: { googleSearch: false, functionDeclarations: [] },
				toolConfig: {},
				safetySettings: [],
				generationConfig: { temperature: undefined },
				cachedContent: '',
				thinkingLevel: 'auto',
				includeThoughts: false,
			}),
			{},
		);
	});

	it('holds everything that was set, in camelCase', () => {
		assert.deepEqual(
			build({
				systemInstruction: 'Be brief.',
				thinkingLevel: 'low',
				includeThoughts: true,
				safetySettings: [
					{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' },
					{ category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF', method: 'SEVERITY' },
					{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' },
				],
				serviceTier: 'flex',
				store: false,
				labels: { team: 'x' },
				continuationToken: 'CAE=',
				generationConfig: {
					temperature: 0,
					topP: 0.5,
					topK: 3,
					candidateCount: 2,
					maxOutputTokens: 100,
					stopSequences: ['END'],
					seed: 7,
					presencePenalty: 0.1,
					frequencyPenalty: 0.2,
					responseMimeType: 'application/json',
					responseJsonSchema: { type: 'object' },
					responseModalities: ['TEXT', 'IMAGE'],
					imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
					speechConfig: { languageCode: 'fr' },
					mediaResolution: 'MEDIA_RESOLUTION_LOW',
					responseLogprobs: true,
					logprobs: 5,
				},
			}),
			{
				systemInstruction: { parts: [{ text: 'Be brief.' }] },
				safetySettings: [
					{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' },
					{ category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF', method: 'SEVERITY' },
				],
				generationConfig: {
					temperature: 0,
					topP: 0.5,
					topK: 3,
					candidateCount: 2,
					maxOutputTokens: 100,
					stopSequences: ['END'],
					seed: 7,
					presencePenalty: 0.1,
					frequencyPenalty: 0.2,
					responseMimeType: 'application/json',
					responseJsonSchema: { type: 'object' },
					responseModalities: ['TEXT', 'IMAGE'],
					imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
					speechConfig: { languageCode: 'fr' },
					mediaResolution: 'MEDIA_RESOLUTION_LOW',
					responseLogprobs: true,
					logprobs: 5,
					thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: true },
				},
				serviceTier: 'flex',
				store: false,
				labels: { team: 'x' },
				continuationToken: 'CAE=',
			},
		);
	});

	for (const [model, imageConfig, sent] of [
		[
			'gemini-2.5-flash-image',
			{ aspectRatio: '16:9', imageSize: '2K' },
			{ imageConfig: { aspectRatio: '16:9' } },
		],
		['google/gemini-2.5-flash-image', { imageSize: '2K' }, undefined],
		[
			'gemini-3.1-flash-image',
			{ aspectRatio: '16:9', imageSize: '2k' },
			{ imageConfig: { aspectRatio: '16:9', imageSize: '2K' } },
		],
		['gemini-3-pro-image', { imageSize: '512' }, { imageConfig: { imageSize: '512' } }],
		['nano-banana', { imageSize: '4K' }, { imageConfig: { imageSize: '4K' } }],
	] as const) {
		it(`for ${model} turns ${JSON.stringify(imageConfig)} into what that takes`, () => {
			assert.deepEqual(build({ model, generationConfig: { imageConfig } }).generationConfig, sent);
		});
	}

	it('takes a system instruction of several parts', () => {
		const parts = [{ text: 'A' }, { text: 'B' }];
		assert.deepEqual(build({ systemInstruction: parts }), { systemInstruction: { parts } });
	});

	it('sends nothing again that cached content holds', () => {
		assert.deepEqual(
			build({
				cachedContent: 'cachedContents/abc',
				systemInstruction: 'Be brief.',
				tools: { googleSearch: true, functionDeclarations: [{ name: 'f' }] },
				toolConfig: { mode: 'ANY' },
				generationConfig: { seed: 1 },
			}),
			{ generationConfig: { seed: 1 }, cachedContent: 'cachedContents/abc' },
		);
	});
});

describe('The contents of a request', () => {
	const sent = (...parts: readonly Part[]) =>
		buildRequest({ ...MINIMAL, contents: [HELLO, { role: 'model', parts }, HELLO] }).contents[1];

	it('keep every kind of part verbatim, unknown ones too', () => {
		const parts: Part[] = [
			{ text: 'Bonjour', thoughtSignature: 'c2ln' },
			{ text: 'a summary', thought: true },
			{ text: '', thoughtSignature: 'bG9uZQ==' },
			{ inlineData: { mimeType: 'image/png', data: 'AAAA', displayName: 'a.png' } },
			{
				fileData: { fileUri: 'https://x.example/v.mp4', mimeType: 'video/mp4' },
				videoMetadata: { startOffset: '12s', fps: 1 },
				mediaResolution: { level: 'MEDIA_RESOLUTION_LOW' },
			},
			{ functionCall: { id: 'fc_1', name: 'read_file', args: {} }, thoughtSignature: 'RXA=' },
			{
				functionResponse: {
					id: 'fc_1',
					name: 'read_file',
					response: { result: 1 },
					parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
				},
			},
			{ executableCode: { language: 'PYTHON', code: '1+1' } },
			{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '2' } },
			{ toolCall: { id: 't1', toolType: 'GOOGLE_SEARCH_WEB', args: { q: 'x' } } },
			{ toolResponse: { id: 't1', toolType: 'GOOGLE_SEARCH_WEB', response: {} } },
			{ newKind: { x: [1, null] }, partMetadata: { a: 1 } },
		];
		assert.deepEqual(sent(...parts), { role: 'model', parts });
	});

	it('put an empty text beside a lone signature, since a part without data is refused', () => {
		assert.deepEqual(sent({ thoughtSignature: 'c2ln' })?.parts, [
			{ text: '', thoughtSignature: 'c2ln' },
		]);
	});

	it('leave out empty parts, draft images, and turns that are empty then', () => {
		const draft = { inlineData: { mimeType: 'image/png', data: 'AAAA' }, thought: true };
		assert.deepEqual(sent({ text: 'x' }, {}, { thought: true }, draft)?.parts, [{ text: 'x' }]);
		const contents = [HELLO, { role: 'model' as const, parts: [{}] }, HELLO];
		assert.deepEqual(buildRequest({ ...MINIMAL, contents }).contents, [HELLO, HELLO]);
	});
});

describe('Adjustments of a request', () => {
	it('leave out thinking', () => {
		assert.deepEqual(build({ thinkingLevel: 'low', includeThoughts: true }, 'thinking'), {});
	});

	it('leave out the summaries of thinking and keep its level', () => {
		const prompt = { thinkingLevel: 'low', includeThoughts: true } as const;
		assert.deepEqual(build(prompt, 'includeThoughts'), {
			generationConfig: { thinkingConfig: { thinkingLevel: 'LOW' } },
		});
		assert.deepEqual(build({ includeThoughts: true }, 'includeThoughts'), {});
	});

	it('leave out sampling and keep the rest', () => {
		const generationConfig = {
			temperature: 1,
			topP: 1,
			topK: 1,
			presencePenalty: 1,
			frequencyPenalty: 1,
			seed: 1,
		};
		assert.deepEqual(build({ generationConfig }, 'sampling'), { generationConfig: { seed: 1 } });
	});

	it('exchange the JSON Schema for its OpenAPI form', () => {
		const prompt: Partial<Prompt> = {
			generationConfig: {
				responseMimeType: 'application/json',
				responseJsonSchema: { type: 'object' },
			},
		};
		assert.deepEqual(
			build({ ...prompt, fallbackResponseSchema: { type: 'OBJECT' } }, 'responseJsonSchema'),
			{
				generationConfig: {
					responseMimeType: 'application/json',
					responseSchema: { type: 'OBJECT' },
				},
			},
		);
		assert.deepEqual(build(prompt, 'responseJsonSchema'), {
			generationConfig: { responseMimeType: 'application/json' },
		});
	});

	it('strip signatures and put the bypass where one is required', () => {
		const contents: Content[] = [
			HELLO,
			{
				role: 'model',
				parts: [
					{ text: 'x', thoughtSignature: 'b' },
					{ functionCall: { name: 'f' }, thoughtSignature: 'a' },
					{ text: '', thoughtSignature: 'c' },
				],
			},
			{ role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
		];
		assert.deepEqual(
			buildRequest({ ...MINIMAL, contents }, new Set<Adjustment>(['signatures'])).contents[1],
			{
				role: 'model',
				parts: [
					{ text: 'x' },
					{
						functionCall: { name: 'f' },
						thoughtSignature: 'skip_thought_signature_validator',
					},
				],
			},
		);
	});
});

describe('A history without signatures', () => {
	const CALL: Content = { role: 'model', parts: [{ functionCall: { name: 'f' } }] };
	const RESULT: Content = {
		role: 'user',
		parts: [{ functionResponse: { name: 'f', response: {} } }],
	};
	const signatures = (model: string, contents: readonly Content[]) =>
		buildRequest({ model, contents }).contents.map(({ parts }) =>
			parts.map(part => part.thoughtSignature),
		);
	const BYPASS = 'skip_thought_signature_validator';

	it('gets the bypass on the first call of each step of the present turn', () => {
		const parallel: Content = { role: 'model', parts: [...CALL.parts, ...CALL.parts] };
		const results: Content = { role: 'user', parts: [...RESULT.parts, ...RESULT.parts] };
		assert.deepEqual(
			signatures('gemini-3.5-flash', [
				HELLO,
				CALL,
				RESULT,
				{ role: 'model', parts: [{ text: 'done' }] },
				HELLO,
				parallel,
				results,
				CALL,
				RESULT,
			]),
			[
				[undefined],
				[undefined],
				[undefined],
				[undefined],
				[undefined],
				[BYPASS, undefined],
				[undefined, undefined],
				[BYPASS],
				[undefined],
			],
		);
	});

	for (const model of ['gemini-2.5-flash', 'gemini-3-pro-image', 'some-other-model']) {
		it(`stays as it is for ${model}, which does not check it`, () => {
			assert.deepEqual(signatures(model, [HELLO, CALL, RESULT]), [
				[undefined],
				[undefined],
				[undefined],
			]);
		});
	}
});
