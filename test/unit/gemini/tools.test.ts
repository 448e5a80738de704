import assert from 'node:assert/strict';
import type { Provider } from '../../../src/gemini/endpoint.ts';
import { buildRequest } from '../../../src/gemini/request.ts';
import { conflictOfAdding, toolConflicts } from '../../../src/gemini/tools.ts';
import type { Adjustment } from '../../../src/shared/events.ts';
import type { Prompt, ToolConfig, Tools } from '../../../src/shared/prompt.ts';

const FUNCTION = { functionDeclarations: [{ name: 'f' }] };
const SEARCH_AND_FUNCTION: Tools = { googleSearch: true, ...FUNCTION };
const JSON_MODE = { generationConfig: { responseMimeType: 'application/json' } };

function request(
	tools: Tools | undefined,
	toolConfig?: ToolConfig,
	{
		model = 'gemini-3.5-flash',
		provider = 'other',
		adjustments = [],
		contents = [{ role: 'user', parts: [{ text: 'Hi' }] }],
	}: {
		model?: string;
		provider?: Provider;
		adjustments?: readonly Adjustment[];
		contents?: Prompt['contents'];
	} = {},
) {
	const prompt: Prompt = { model, contents, tools, toolConfig };
	const body = buildRequest(prompt, new Set(adjustments), provider);
	return { tools: body.tools, toolConfig: body.toolConfig };
}

describe('The tools of a request', () => {
	it('are one object a kind, in a stable order', () => {
		assert.deepEqual(
			request({
				functionDeclarations: [{ name: 'f' }, { name: 'g' }],
				others: [{ computerUse: { environment: 'ENVIRONMENT_BROWSER' } }],
				fileSearch: { fileSearchStoreNames: ['fileSearchStores/a'], topK: 3 },
				codeExecution: true,
				urlContext: true,
				googleMaps: true,
				googleSearch: { timeRangeFilter: { startTime: '2026-01-01T00:00:00Z' } },
			}).tools,
			[
				{ googleSearch: { timeRangeFilter: { startTime: '2026-01-01T00:00:00Z' } } },
				{ googleMaps: {} },
				{ urlContext: {} },
				{ codeExecution: {} },
				{ fileSearch: { fileSearchStoreNames: ['fileSearchStores/a'], topK: 3 } },
				{ computerUse: { environment: 'ENVIRONMENT_BROWSER' } },
				{ functionDeclarations: [{ name: 'f' }, { name: 'g' }] },
			],
		);
	});

	it('declare functions with JSON Schema, else OpenAPI, never both', () => {
		const schema = { type: 'object', properties: { path: { type: 'string' } } };
		const openApi = { type: 'OBJECT', properties: { path: { type: 'STRING' } } };
		assert.deepEqual(
			request({
				functionDeclarations: [
					{ name: 'a', description: 'A', parametersJsonSchema: schema, parameters: openApi },
					{ name: 'b', parameters: openApi, responseJsonSchema: schema },
				],
			}).tools,
			[
				{
					functionDeclarations: [
						{ name: 'a', description: 'A', parametersJsonSchema: schema },
						{ name: 'b', parameters: openApi, responseJsonSchema: schema },
					],
				},
			],
		);
	});

	it('leave out parameters that take nothing, which some models refuse', () => {
		const open = { type: 'object', additionalProperties: { type: 'string' } };
		assert.deepEqual(
			request({
				functionDeclarations: [
					{ name: 'a', parametersJsonSchema: { type: 'object', properties: {} } },
					{ name: 'b', parameters: { type: 'OBJECT', properties: {}, required: [] } },
					{ name: 'c', parametersJsonSchema: { $schema: 'x', type: 'object' } },
					{ name: 'd', parametersJsonSchema: open },
					{ name: 'e', parametersJsonSchema: { $ref: '#/$defs/x' } },
					{ name: 'f', parametersJsonSchema: { properties: {} } },
					{ name: 'g', parametersJsonSchema: { type: 'string' } },
				],
			}).tools,
			[
				{
					functionDeclarations: [
						{ name: 'a' },
						{ name: 'b' },
						{ name: 'c' },
						{ name: 'd', parametersJsonSchema: open },
						{ name: 'e', parametersJsonSchema: { $ref: '#/$defs/x' } },
						{ name: 'f' },
						{ name: 'g', parametersJsonSchema: { type: 'string' } },
					],
				},
			],
		);
	});
});

describe('The tool configuration of a request', () => {
	const config = (...args: Parameters<typeof request>) => request(...args).toolConfig;

	for (const mode of ['AUTO', 'NONE'] as const) {
		it(`names no functions with ${mode}`, () => {
			assert.deepEqual(config(FUNCTION, { mode, allowedFunctionNames: ['f'] }), {
				functionCallingConfig: { mode },
			});
		});
	}

	for (const mode of ['ANY', 'VALIDATED'] as const) {
		it(`may name functions with ${mode}`, () => {
			assert.deepEqual(config(FUNCTION, { mode, allowedFunctionNames: ['f'] }), {
				functionCallingConfig: { mode, allowedFunctionNames: ['f'] },
			});
		});
	}

	it('says nothing of function calling where no function is declared', () => {
		assert.equal(config({ googleSearch: true }, { mode: 'ANY' }), undefined);
	});

	it('tells Maps and Search where and in which language', () => {
		assert.deepEqual(
			config(
				{ googleMaps: true },
				{ latLng: { latitude: 48.8, longitude: 2.3 }, languageCode: 'fr' },
			),
			{
				retrievalConfig: {
					latLng: { latitude: 48.8, longitude: 2.3 },
					languageCode: 'fr',
				},
			},
		);
	});

	it('sends the flag for mixed tools to Google, with VALIDATED for AUTO', () => {
		assert.deepEqual(config(SEARCH_AND_FUNCTION, { mode: 'AUTO' }, { provider: 'google' }), {
			functionCallingConfig: { mode: 'VALIDATED' },
			includeServerSideToolInvocations: true,
		});
	});

	it('does not send the flag where it may be unknown, before the endpoint asks for it', () => {
		assert.equal(config(SEARCH_AND_FUNCTION, {}, { provider: 'comet' }), undefined);
		assert.deepEqual(
			config(SEARCH_AND_FUNCTION, {}, { adjustments: ['serverSideToolInvocations'] }),
			{ includeServerSideToolInvocations: true },
		);
	});

	it('keeps the flag for a history that shows it was on', () => {
		const contents: Prompt['contents'] = [
			{ role: 'user', parts: [{ text: 'Hi' }] },
			{ role: 'model', parts: [{ toolCall: { id: '1' } }] },
		];
		assert.deepEqual(config(undefined, undefined, { contents }), {
			includeServerSideToolInvocations: true,
		});
	});

	it('never sends the flag to an endpoint that does not know it', () => {
		assert.equal(
			config(
				SEARCH_AND_FUNCTION,
				{ includeServerSideToolInvocations: true },
				{ adjustments: ['withoutServerSideToolInvocations', 'serverSideToolInvocations'] },
			),
			undefined,
		);
	});
});

describe('Tools that exclude each other', () => {
	const conflicts = (
		model: string,
		provider: Provider,
		tools: Tools,
		extra: Partial<Prompt> = {},
	) =>
		toolConflicts({ model, tools, ...extra }, provider).map(
			({ reason, tools: named }) => `${reason}: ${named.join(' ')}`,
		);
	const FUNCTIONS_WITH_SEARCH = 'functionsWithBuiltIns: googleSearch functionDeclarations';

	it('are functions and built-ins before Gemini 3, everywhere', () => {
		for (const provider of ['google', 'vertex', 'comet', 'other'] as const) {
			for (const model of ['gemini-2.0-flash', 'gemini-2.5-pro']) {
				assert.deepEqual(conflicts(model, provider, SEARCH_AND_FUNCTION), [FUNCTIONS_WITH_SEARCH]);
			}
		}
	});

	it('are functions and built-ins from Gemini 3 on, but not at Google', () => {
		assert.deepEqual(conflicts('gemini-3.5-flash', 'google', SEARCH_AND_FUNCTION), []);
		for (const provider of ['vertex', 'comet', 'other'] as const) {
			assert.deepEqual(conflicts('gemini-3.5-flash', provider, SEARCH_AND_FUNCTION), [
				FUNCTIONS_WITH_SEARCH,
			]);
		}
	});

	it('go together from Gemini 3 on where the caller asks for the flag', () => {
		const toolConfig = { includeServerSideToolInvocations: true };
		assert.deepEqual(
			conflicts('gemini-3.5-flash', 'comet', SEARCH_AND_FUNCTION, { toolConfig }),
			[],
		);
		assert.deepEqual(conflicts('gemini-2.5-flash', 'comet', SEARCH_AND_FUNCTION, { toolConfig }), [
			FUNCTIONS_WITH_SEARCH,
		]);
	});

	it('are JSON and any tool before Gemini 3', () => {
		assert.deepEqual(conflicts('gemini-2.5-flash', 'google', { urlContext: true }, JSON_MODE), [
			'toolsWithJson: json urlContext',
		]);
		assert.deepEqual(conflicts('gemini-2.5-flash', 'google', FUNCTION, JSON_MODE), [
			'toolsWithJson: json functionDeclarations',
		]);
		assert.deepEqual(conflicts('gemini-3-flash-preview', 'comet', FUNCTION, JSON_MODE), []);
		assert.deepEqual(conflicts('gemini-2.5-flash', 'google', {}, JSON_MODE), []);
	});

	it('are all but Search for image models', () => {
		const tools: Tools = { googleSearch: true, codeExecution: true, ...FUNCTION };
		assert.deepEqual(conflicts('gemini-3.1-flash-image', 'google', tools, JSON_MODE), [
			'imageModel: codeExecution functionDeclarations',
		]);
		assert.deepEqual(conflicts('gemini-2.5-flash-image', 'google', {}, JSON_MODE), [
			'imageModel: json',
		]);
		assert.deepEqual(conflicts('gemini-3-pro-image', 'comet', { googleSearch: true }), []);
	});

	it('are tools that the generation or the endpoint does not have', () => {
		const tools: Tools = { googleMaps: true, urlContext: true, codeExecution: true };
		assert.deepEqual(conflicts('gemini-2.0-flash', 'google', tools), [
			'unavailable: googleMaps urlContext',
		]);
		assert.deepEqual(conflicts('gemini-1.5-pro', 'google', { googleSearch: true }), [
			'unavailable: googleSearch',
		]);
		assert.deepEqual(conflicts('gemini-3.5-flash', 'vertex', { fileSearch: {} }), [
			'unavailable: fileSearch',
		]);
		assert.deepEqual(conflicts('gemini-3.5-flash', 'google', { fileSearch: {} }), []);
	});

	it('are none together with other built-ins', () => {
		const tools: Tools = { googleSearch: true, urlContext: true, codeExecution: true };
		assert.deepEqual(conflicts('gemini-2.5-flash', 'comet', tools), []);
	});

	it('are not guessed for ids that say nothing, and aliases count as the newest', () => {
		assert.deepEqual(conflicts('my-model', 'other', SEARCH_AND_FUNCTION, JSON_MODE), []);
		assert.deepEqual(conflicts('gemini-flash-latest', 'google', SEARCH_AND_FUNCTION), []);
		assert.deepEqual(conflicts('gemini-flash-latest', 'comet', FUNCTION, JSON_MODE), []);
	});

	it('are known before one more is switched on', () => {
		const prompt = { model: 'gemini-2.5-flash', tools: { googleSearch: true } };
		assert.deepEqual(
			(['urlContext', 'functionDeclarations'] as const).map(
				tool => conflictOfAdding(tool, prompt, 'comet')?.reason,
			),
			[undefined, 'functionsWithBuiltIns'],
		);
	});
});
