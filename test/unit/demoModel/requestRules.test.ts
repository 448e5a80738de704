import assert from 'node:assert/strict';
import { generate, MODEL, partsOf, post, prompt, quickModel, user } from './askDemo.ts';

type Case = readonly [what: string, model: string, body: unknown, message: string];

const PNG = { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } };
const READ_FILE = {
	name: 'read_file',
	parametersJsonSchema: { type: 'object', properties: { path: { type: 'string' } } },
};
const functions = (...functionDeclarations: object[]) => ({ tools: [{ functionDeclarations }] });
const config = (generationConfig: object, more: object = {}) =>
	prompt('Hi', { generationConfig, ...more });
const thinking = (thinkingConfig: object) => config({ thinkingConfig });
const call = (name: string, more: object = {}) => ({ functionCall: { name, args: {} }, ...more });
const result = (name: string) => ({
	role: 'user',
	parts: [{ functionResponse: { name, response: { result: 1 } } }],
});
const BYPASS = { thoughtSignature: 'skip_thought_signature_validator' };

const UNKNOWN = 'Invalid JSON payload received. Unknown name';
const DECLARATION = 'GenerateContentRequest.tools[0].function_declarations[0]';
const COUNT =
	'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';

function nested(depth: number): object {
	return depth === 0 ? { type: 'string' } : { type: 'array', items: nested(depth - 1) };
}

const REFUSED: Readonly<Record<string, readonly Case[]>> = {
	'unknown names': [
		['at the top', MODEL, prompt('Hi', { foo: 1 }), `${UNKNOWN} "foo": Cannot find field.`],
		[
			'deep inside',
			MODEL,
			thinking({ thinkingLvl: 'LOW' }),
			`${UNKNOWN} "thinkingLvl" at 'generation_config.thinking_config': Cannot find field.`,
		],
		[
			'in a part',
			MODEL,
			{ contents: [{ role: 'user', parts: [{ text: 'a' }, { text: 'b', bold: true }] }] },
			`${UNKNOWN} "bold" at 'contents[0].parts[1]': Cannot find field.`,
		],
		[
			'in a tool',
			MODEL,
			prompt('Hi', { tools: [{ googleSearch: { depth: 3 } }] }),
			`${UNKNOWN} "depth" at 'tools[0].google_search': Cannot find field.`,
		],
		[
			'only Vertex knows',
			MODEL,
			prompt('Hi', { modelArmorConfig: {} }),
			`${UNKNOWN} "modelArmorConfig": Cannot find field.`,
		],
	],
	'values of the wrong kind': [
		[
			'a number',
			MODEL,
			config({ temperature: 'warm' }),
			'Invalid value at \'generation_config.temperature\' (TYPE_FLOAT), "warm"',
		],
		[
			'an enum word',
			MODEL,
			thinking({ thinkingLevel: 'DEEP' }),
			'Invalid value at \'generation_config.thinking_config.thinking_level\' (type.googleapis.com/google.ai.generativelanguage.v1beta.ThinkingLevel), "DEEP"',
		],
		[
			'base64',
			MODEL,
			{
				contents: [
					{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'a!' } }] },
				],
			},
			'Invalid value at \'contents[0].parts[0].inline_data.data\' (TYPE_BYTES), Base64 decoding failed for "a!"',
		],
		['JSON', MODEL, '{', 'Invalid JSON payload received. Unexpected token.'],
	],
	contents: [
		[
			'that are missing',
			MODEL,
			{},
			'* GenerateContentRequest.contents: contents is not specified\n',
		],
		[
			'without parts',
			MODEL,
			{ contents: [{ role: 'user', parts: [] }] },
			'* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n',
		],
		[
			'whose part has no data',
			MODEL,
			{ contents: [{ role: 'user', parts: [{ thoughtSignature: 'AA==' }] }] },
			"* GenerateContentRequest.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\n",
		],
		[
			'whose part has two kinds of data',
			MODEL,
			{ contents: [{ role: 'user', parts: [{ text: 'a', ...PNG }] }] },
			"Invalid value at 'GenerateContentRequest.contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'inlineData'",
		],
		[
			'of an unknown role',
			MODEL,
			{ contents: [{ role: 'assistant', parts: [{ text: 'a' }] }] },
			'Please use a valid role: user, model.',
		],
		[
			'that end on a model turn',
			'gemini-3.6-flash',
			{ contents: [user('Hi'), { role: 'model', parts: [{ text: 'Well' }] }] },
			'Requests ending with a model turn are not supported.',
		],
		[
			'of an unsupported type',
			MODEL,
			{
				contents: [
					{ role: 'user', parts: [{ inlineData: { mimeType: 'application/zip', data: 'AA==' } }] },
				],
			},
			'Unsupported MIME type: application/zip',
		],
		[
			'with a broken image',
			MODEL,
			{
				contents: [
					{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AA==' } }] },
				],
			},
			'Provided image is not valid.',
		],
		[
			'beyond the context',
			'gemini-3.1-flash-image',
			prompt('x'.repeat(65_537 * 4)),
			'The input token count (65537) exceeds the maximum number of tokens allowed (65536).',
		],
	],
	thinking: [
		[
			'a level on 2.5',
			'gemini-2.5-flash',
			thinking({ thinkingLevel: 'LOW' }),
			'Thinking level is not supported for this model.',
		],
		[
			'MINIMAL on 3.7',
			'gemini-3.7-flash',
			thinking({ thinkingLevel: 'MINIMAL' }),
			'Thinking level MINIMAL is not supported for this model.',
		],
		[
			'MINIMAL on pro',
			'gemini-3.1-pro-preview',
			thinking({ thinkingLevel: 'minimal' }),
			'Thinking level MINIMAL is not supported for this model.',
		],
		[
			'XHIGH on argon',
			'gemini-4-argon',
			thinking({ thinkingLevel: 'XHIGH' }),
			'Thinking level XHIGH is not supported for this model.',
		],
		[
			'budget 0 on 2.5-pro',
			'gemini-2.5-pro',
			thinking({ thinkingBudget: 0 }),
			'Budget 0 is invalid. This model only works in thinking mode.',
		],
		[
			'budget 0 on 3.1-pro',
			'gemini-3.1-pro-preview',
			thinking({ thinkingBudget: 0 }),
			'Budget 0 is invalid. This model only works in thinking mode.',
		],
		[
			'a budget out of range',
			'gemini-2.5-flash-lite',
			thinking({ thinkingBudget: 100 }),
			'The thinking budget 100 is invalid. Please choose a value between 512 and 24576.',
		],
		[
			'a budget on Gemini 4',
			'gemini-4-carbon',
			thinking({ thinkingBudget: 1024 }),
			'Thinking budget is not supported for this model. Use thinking level instead.',
		],
		[
			'both',
			'gemini-3-flash-preview',
			thinking({ thinkingLevel: 'LOW', thinkingBudget: 100 }),
			'You can only set one of thinking budget and thinking level.',
		],
		[
			'any on 2.0',
			'gemini-2.0-flash',
			thinking({ includeThoughts: true }),
			'Thinking is not enabled for this model.',
		],
		[
			'summaries of thinking that is off',
			'gemini-2.5-flash',
			thinking({ thinkingBudget: 0, includeThoughts: true }),
			'Thinking_config.include_thoughts is only enabled when thinking is enabled.',
		],
		[
			'summaries of thinking that starts off',
			'gemini-2.5-flash-lite',
			thinking({ includeThoughts: true }),
			'Thinking_config.include_thoughts is only enabled when thinking is enabled.',
		],
	],
	generationConfig: [
		[
			'several candidates',
			MODEL,
			config({ candidateCount: 2 }),
			'Multiple candidates is not enabled for this model',
		],
		[
			'a penalty',
			MODEL,
			config({ presencePenalty: 0.5 }),
			'Penalty is not enabled for models/gemini-3.5-flash',
		],
		[
			'log probabilities',
			MODEL,
			config({ responseLogprobs: true }),
			'Logprobs is not enabled for models/gemini-3.5-flash',
		],
		[
			'a temperature out of range',
			MODEL,
			config({ temperature: 2.5 }),
			'* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0, 2].\n',
		],
		[
			'both schemas',
			MODEL,
			config({
				responseMimeType: 'application/json',
				responseSchema: { type: 'STRING' },
				responseJsonSchema: {},
			}),
			'Only one of response_schema and response_json_schema can be set in generation_config.',
		],
		[
			'a JSON Schema word in responseSchema',
			MODEL,
			config({
				responseMimeType: 'application/json',
				responseSchema: { type: 'OBJECT', properties: { a: { const: 1 } } },
			}),
			`${UNKNOWN} "const" at 'generation_config.response_schema.properties[3].value': Cannot find field.`,
		],
		[
			'a list of types in responseSchema',
			MODEL,
			config({
				responseMimeType: 'application/json',
				responseSchema: { type: ['string', 'null'] },
			}),
			`${UNKNOWN} "type" at 'generation_config.response_schema': Proto field is not repeating, cannot start list.`,
		],
		[
			'a schema that nests too deep',
			MODEL,
			config({ responseMimeType: 'application/json', responseJsonSchema: nested(40) }),
			'A schema in GenerationConfig in the request exceeds the maximum allowed nesting depth.',
		],
		[
			'pictures of a text model',
			MODEL,
			config({ responseModalities: ['TEXT', 'IMAGE'] }),
			'Model does not support the requested response modalities: image,text',
		],
		[
			'an image size that the model lacks',
			'gemini-3.1-flash-lite-image',
			config({ imageConfig: { imageSize: '4K' } }),
			'Invalid image size 4K. Supported sizes: 512, 1K.',
		],
		[
			'an image size on 2.5',
			'gemini-2.5-flash-image',
			config({ imageConfig: { imageSize: '1K' } }),
			'Image size is not supported for this model.',
		],
		[
			'a category twice',
			MODEL,
			prompt('Hi', {
				safetySettings: ['OFF', 'BLOCK_NONE'].map(threshold => ({
					category: 'HARM_CATEGORY_HARASSMENT',
					threshold,
				})),
			}),
			'* GenerateContentRequest.safety_settings: Duplicate safety setting for category HARM_CATEGORY_HARASSMENT.\n',
		],
		[
			'a continuation before Gemini 4',
			MODEL,
			prompt('Hi', { continuationToken: 'AAAA' }),
			'Continuation is not supported for this model.',
		],
		[
			'a continuation token of another source',
			'gemini-4-argon',
			prompt('Hi', { continuationToken: 'AAAA' }),
			'Invalid continuation token.',
		],
		[
			'cached content beside a system instruction',
			MODEL,
			prompt('Hi', { cachedContent: 'cachedContents/a', systemInstruction: user('x') }),
			'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.',
		],
	],
	tools: [
		[
			'a function name',
			MODEL,
			prompt('Hi', functions({ name: '1st' })),
			`* ${DECLARATION}.name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.\n`,
		],
		[
			'an object without properties',
			MODEL,
			prompt('Hi', functions({ name: 'now', parameters: { type: 'OBJECT', properties: {} } })),
			`* ${DECLARATION}.parameters.properties: should be non-empty for OBJECT type\n`,
		],
		[
			'both kinds of parameters',
			MODEL,
			prompt('Hi', functions({ ...READ_FILE, parameters: { type: 'STRING' } })),
			`* ${DECLARATION}: only one of parameters and parameters_json_schema can be set.\n`,
		],
		[
			'parameters that nest too deep',
			MODEL,
			prompt('Hi', functions({ name: 'deep', parametersJsonSchema: nested(40) })),
			'A FunctionDeclaration in the request exceeds the maximum allowed nesting depth.',
		],
		[
			'one name twice',
			MODEL,
			prompt('Hi', functions(READ_FILE, READ_FILE)),
			'Duplicate function declaration found: read_file',
		],
		[
			'allowed names in mode AUTO',
			MODEL,
			prompt('Hi', {
				...functions(READ_FILE),
				toolConfig: {
					functionCallingConfig: { mode: 'AUTO', allowedFunctionNames: ['read_file'] },
				},
			}),
			'Allowed function names can only be set when function calling mode is ANY or VALIDATED.',
		],
		[
			'functions beside search on 2.5',
			'gemini-2.5-flash',
			prompt('Hi', { tools: [{ functionDeclarations: [READ_FILE] }, { googleSearch: {} }] }),
			'Tool use with function calling is unsupported',
		],
		[
			'functions beside search on 3 without the flag',
			MODEL,
			prompt('Hi', { tools: [{ functionDeclarations: [READ_FILE] }, { googleSearch: {} }] }),
			'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
		],
		[
			'AUTO beside the flag',
			MODEL,
			prompt('Hi', {
				tools: [{ functionDeclarations: [READ_FILE] }, { googleSearch: {} }],
				toolConfig: {
					includeServerSideToolInvocations: true,
					functionCallingConfig: { mode: 'AUTO' },
				},
			}),
			'Function calling mode AUTO is not supported together with built-in tools. Use VALIDATED instead.',
		],
		[
			'JSON and functions on 2.5',
			'gemini-2.5-flash',
			config({ responseMimeType: 'application/json' }, functions(READ_FILE)),
			"Function calling with a response mime type: 'application/json' is unsupported",
		],
		[
			'JSON and search on 2.5',
			'gemini-2.5-flash',
			config({ responseMimeType: 'application/json' }, { tools: [{ googleSearch: {} }] }),
			"Tool use with a response mime type: 'application/json' is unsupported",
		],
		[
			'functions on an image model',
			'gemini-3.1-flash-image',
			prompt('Hi', functions(READ_FILE)),
			'Function calling is not enabled for this model.',
		],
	],
	'calls and responses': [
		[
			'a call as the first turn',
			MODEL,
			{ contents: [{ role: 'model', parts: [call('f', BYPASS)] }, result('f')] },
			'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
		],
		[
			'fewer responses than calls',
			MODEL,
			{
				contents: [
					user('Hi'),
					{ role: 'model', parts: [call('f', BYPASS), call('g')] },
					result('f'),
				],
			},
			COUNT,
		],
		[
			'responses in another order',
			MODEL,
			{
				contents: [
					user('Hi'),
					{ role: 'model', parts: [call('f', BYPASS), call('g')] },
					{ role: 'user', parts: [...result('g').parts, ...result('f').parts] },
				],
			},
			COUNT,
		],
		[
			'a response to nothing',
			MODEL,
			{ contents: [user('Hi'), { role: 'model', parts: [{ text: 'Well' }] }, result('f')] },
			'Please ensure that function response turn comes immediately after a function call turn.',
		],
		[
			'an unsigned call of the current turn',
			MODEL,
			{ contents: [user('Hi'), { role: 'model', parts: [call('f')] }, result('f')] },
			'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:f` , position 2. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
		],
		[
			'a signature of another source',
			MODEL,
			{
				contents: [
					user('Hi'),
					{ role: 'model', parts: [call('f', { thoughtSignature: 'QUJD' })] },
					result('f'),
				],
			},
			'Corrupted thought signature.',
		],
	],
};

const ACCEPTED: readonly (readonly [what: string, model: string, body: unknown])[] = [
	[
		'snake_case names',
		MODEL,
		{
			contents: [user('Hi')],
			system_instruction: { parts: { text: 'Be kind' } },
			generation_config: { thinking_config: { thinking_level: 'low', include_thoughts: true } },
			tools: { google_search: {} },
		},
	],
	['a turn without role', MODEL, { contents: [{ parts: [{ text: 'Hi' }] }] }],
	['an empty text', MODEL, prompt('')],
	['nulls', MODEL, prompt('Hi', { tools: null, generationConfig: { temperature: null } })],
	[
		'a prefill on 3.5',
		MODEL,
		{ contents: [user('Hi'), { role: 'model', parts: [{ text: 'W' }] }] },
	],
	['a budget on 3-flash', 'gemini-3-flash-preview', thinking({ thinkingBudget: 0 })],
	['a dynamic budget on 2.5', 'gemini-2.5-pro', thinking({ thinkingBudget: -1 })],
	['MINIMAL on 3.6', 'gemini-3.6-flash', thinking({ thinkingLevel: 'MINIMAL' })],
	['XHIGH on hydrogen', 'gemini-4-hydrogen', thinking({ thinkingLevel: 'XHIGH' })],
	[
		'an id that no list shows',
		'gemini-3.9-flash-preview-10-2026',
		thinking({ thinkingLevel: 'LOW' }),
	],
	[
		'several candidates and log probabilities on 2.5',
		'gemini-2.5-flash',
		config({ candidateCount: 2, responseLogprobs: true, logprobs: 2 }),
	],
	[
		'functions beside search with the flag',
		MODEL,
		prompt('Hi', {
			tools: [{ functionDeclarations: [READ_FILE] }, { googleSearch: {} }],
			toolConfig: { includeServerSideToolInvocations: true },
		}),
	],
	[
		'JSON and search on 3',
		MODEL,
		config({ responseMimeType: 'application/json' }, { tools: [{ googleSearch: {} }] }),
	],
	[
		'an unsigned call of an earlier turn',
		MODEL,
		{
			contents: [
				user('Hi'),
				{ role: 'model', parts: [call('f')] },
				result('f'),
				{ role: 'model', parts: [{ text: 'Done' }] },
				user('More'),
			],
		},
	],
	[
		'an unsigned call on 2.5',
		'gemini-2.5-flash',
		{ contents: [user('Hi'), { role: 'model', parts: [call('f')] }, result('f')] },
	],
	[
		'the other bypass',
		MODEL,
		{
			contents: [
				user('Hi'),
				{
					role: 'model',
					parts: [call('f', { thoughtSignature: 'context_engineering_is_the_way_to_go' })],
				},
				result('f'),
			],
		},
	],
	[
		'free-form arguments in any spelling',
		MODEL,
		{
			contents: [
				user('Hi'),
				{
					role: 'model',
					parts: [
						{
							functionCall: { name: 'f', args: { snake_case: 1, deep: { null_too: null } } },
							...BYPASS,
						},
					],
				},
				{
					role: 'user',
					parts: [{ functionResponse: { name: 'f', response: { any_thing: [1] } } }],
				},
			],
		},
	],
];

describe('The demo model about requests', () => {
	for (const [group, cases] of Object.entries(REFUSED)) {
		describe(`refuses ${group}`, () => {
			for (const [what, model, body, message] of cases) {
				it(what, async () => {
					const response = await post(quickModel(), 'generateContent', body, model);
					const { error } = await response.json();
					const { code, status } = error;
					assert.deepEqual(
						{ http: response.status, code, status, message: error.message },
						{ http: 400, code: 400, status: 'INVALID_ARGUMENT', message },
					);
				});
			}
		});
	}

	for (const [what, model, body] of ACCEPTED) {
		it(`accepts ${what}`, async () => {
			await generate(body, model);
		});
	}

	it('lists every unknown name as a field violation', async () => {
		const response = await post(quickModel(), 'generateContent', config({ foo: 1, bar: 2 }));
		const { error } = await response.json();
		assert.deepEqual(error.details, [
			{
				'@type': 'type.googleapis.com/google.rpc.BadRequest',
				fieldViolations: ['foo', 'bar'].map(name => ({
					field: 'generation_config',
					description: `${UNKNOWN} "${name}" at 'generation_config': Cannot find field.`,
				})),
			},
		]);
	});

	it('does not know any cached content', async () => {
		const body = prompt('Hi', { cachedContent: 'cachedContents/abc' });
		const response = await post(quickModel(), 'generateContent', body);
		const { error } = await response.json();
		assert.deepEqual(error, {
			code: 404,
			message: 'Not found: cache content metadata cachedContents/abc.',
			status: 'NOT_FOUND',
		});
	});

	it('takes back the signatures that it issued, and only where it put them', async () => {
		const ask = prompt('Read file a.ts', functions(READ_FILE));
		const [signed] = partsOf(await generate(ask));
		const history = (part: object | undefined, name = 'read_file') => ({
			...ask,
			contents: [...ask.contents, { role: 'model', parts: [part] }, result(name)],
		});
		await generate(history(signed));
		const moved = { ...call('other'), thoughtSignature: signed?.thoughtSignature };
		const refusals = [
			post(quickModel(), 'generateContent', history(moved, 'other')),
			post(quickModel(), 'generateContent', history(signed), 'gemini-3.6-flash'),
		];
		for (const refusal of refusals) {
			const { error } = await (await refusal).json();
			assert.equal(error.message, 'Corrupted thought signature.');
		}
	});
});
