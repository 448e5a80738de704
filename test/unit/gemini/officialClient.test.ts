import assert from 'node:assert/strict';
import { ApiError, type GenerateContentConfig, GoogleGenAI } from '@google/genai';
import { type DemoServer, startDemoServer } from '../../../demo/serve.ts';
import { listScenarios } from '../../../src/demoModel/scenarios/scenario.ts';
import { SCENARIOS } from '../../../src/demoModel/scenarios/scenarios.ts';
import { createAdjustmentMemory } from '../../../src/gemini/adjustmentMemory.ts';
import { generate } from '../../../src/gemini/client.ts';
import { GeminiError } from '../../../src/gemini/errors.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';

/** What a client heard of an answer. */
interface Heard {
	text: string;
	thoughts: string;
	calls: { readonly name: unknown; readonly args: unknown }[];
	media: unknown[];
	finish: unknown;
	usage: Record<string, unknown>;
	/** The HTTP status of a failure, `true` for one without, `false` for none. */
	failure: number | boolean;
}

function nothing(): Heard {
	return {
		text: '',
		thoughts: '',
		calls: [],
		media: [],
		finish: undefined,
		usage: {},
		failure: false,
	};
}

/** What one must say to a scenario to hear it soon, and the model that plays it. */
const PARAMETERS: Readonly<Record<string, string>> = {
	'slow-headers': 'ms=20',
	'slow-start': 'ms=20',
	drip: 'bytes=40 ms=0',
	'tiny-deltas': 'count=200 rate=0',
	'huge-image': 'size=100000',
	long: 'size=20000',
};

function modelFor(scenario: string): string {
	return scenario.startsWith('continuation')
		? 'gemini-4-argon'
		: scenario === 'two-candidates'
			? 'gemini-2.5-flash'
			: 'gemini-3.5-flash';
}

/** Where the clients differ, and why that is as it should be: these fields are compared with no one. */
const DIFFERENCES: Readonly<Record<string, { why: string; in: readonly (keyof Heard)[] }>> = {
	'html-200': { why: 'we say which page answered', in: ['failure'] },
	redirect: { why: 'we refuse it, the other follows it to nowhere', in: ['failure'] },
	'no-thinking': {
		why: 'we heal the request',
		in: ['text', 'finish', 'usage', 'failure'],
	},
	'error-mid-stream-bare': { why: 'we read the error', in: ['failure'] },
	'error-mid-stream-event': { why: 'the other takes it for the end', in: ['failure'] },
	empty: { why: 'the other takes it for an answer', in: ['failure'] },
	'feedback-only': { why: 'the other takes it for an answer', in: ['failure'] },
	'partial-args': { why: 'the other hands the pieces to its caller', in: ['calls'] },
	'prefixed-call': { why: 'we take the invented prefix away', in: ['calls'] },
	'server-mcp': { why: 'the other offers a call that was answered', in: ['calls'] },
	'continuation-cut': { why: 'the other shows what comes again twice', in: ['text'] },
	done: { why: 'the other fails at the mark of other protocols', in: ['failure'] },
	'no-final-blank-line': { why: 'the other loses the last event', in: ['failure', 'finish'] },
};

const WEATHER = {
	name: 'get_weather',
	parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } } },
};

/** What is asked, in our words and in those of the official client. */
const ORDINARY: readonly (readonly [string, string, Partial<Prompt>, GenerateContentConfig])[] = [
	['plain text', 'Compare tea and coffee', {}, {}],
	[
		'parallel calls',
		'What is the weather in Paris and Tokyo?',
		{ tools: { functionDeclarations: [WEATHER] } },
		{ tools: [{ functionDeclarations: [WEATHER] }] },
	],
	[
		'grounding',
		'What is new in tea?',
		{ tools: { googleSearch: true } },
		{ tools: [{ googleSearch: {} }] },
	],
	[
		'executed code',
		'Compute the sum of the first 50 primes',
		{ tools: { codeExecution: true } },
		{ tools: [{ codeExecution: {} }] },
	],
	[
		'JSON',
		'5 products',
		{ generationConfig: { responseMimeType: 'application/json' } },
		{ responseMimeType: 'application/json' },
	],
	[
		'a limit',
		'Compare tea and coffee',
		{ generationConfig: { maxOutputTokens: 20 } },
		{ maxOutputTokens: 20 },
	],
];

describe('The official client and ours, talking to the demo server', function () {
	this.timeout(20_000);
	let server: DemoServer;

	before(async () => {
		server = await startDemoServer({ pace: 0 });
	});
	after(() => server.close());

	async function official(model: string, contents: string, config: GenerateContentConfig = {}) {
		const client = new GoogleGenAI({
			apiKey: 'demo-key',
			vertexai: false,
			apiVersion: 'v1beta',
			httpOptions: { baseUrl: server.origin },
		});
		const heard = nothing();
		try {
			const stream = await client.models.generateContentStream({
				model,
				contents,
				config: { thinkingConfig: { includeThoughts: true }, ...config },
			});
			for await (const { candidates, usageMetadata } of stream) {
				const candidate = candidates?.find(({ index = 0 }) => index === 0);
				for (const { text, thought, functionCall, inlineData } of candidate?.content?.parts ?? []) {
					if (functionCall?.name) {
						heard.calls.push({ name: functionCall.name, args: functionCall.args ?? {} });
					} else if (inlineData && !thought) {
						heard.media.push(inlineData.data);
					}
					heard[thought ? 'thoughts' : 'text'] += text ?? '';
				}
				heard.finish = candidate?.finishReason ?? heard.finish;
				heard.usage = { ...heard.usage, ...countsOf(usageMetadata ?? {}) };
			}
		} catch (error) {
			heard.failure = error instanceof ApiError ? error.status : true;
		}
		return heard;
	}

	async function ours(model: string, text: string, extra: Partial<Prompt> = {}) {
		const heard = nothing();
		const prompt: Prompt = {
			model,
			contents: [{ role: 'user', parts: [{ text }] }],
			includeThoughts: true,
			...extra,
		};
		try {
			for await (const event of generate(prompt, {
				endpoint: {
					baseUrl: server.origin,
					authHeader: 'x-goog-api-key',
					apiKey: 'demo-key',
				},
				fetch: globalThis.fetch,
				signal: new AbortController().signal,
				idleTimeoutMs: 10_000,
				maxRetries: 0,
				memory: createAdjustmentMemory(),
			})) {
				if ('candidate' in event && event.candidate !== 0) {
					continue;
				}
				if (event.type === 'text' || event.type === 'thought') {
					heard[event.type === 'text' ? 'text' : 'thoughts'] += event.text;
				} else if (event.type === 'functionCall') {
					heard.calls.push({ name: event.call.name, args: event.call.args ?? {} });
				} else if (event.type === 'media' && !event.draft) {
					heard.media.push(event.media.data);
				} else if (event.type === 'finish') {
					heard.finish = event.reason;
				} else if (event.type === 'usage') {
					const { usage } = event;
					heard.usage = countsOf({
						promptTokenCount: usage.billedPrompt ?? usage.prompt,
						candidatesTokenCount: usage.candidates,
						thoughtsTokenCount: usage.thoughts,
						toolUsePromptTokenCount: usage.toolUsePrompt,
						totalTokenCount: usage.total,
					});
				}
			}
		} catch (error) {
			assert.ok(error instanceof GeminiError, String(error));
			heard.failure = error.info.status ?? true;
		}
		return heard;
	}

	for (const { name, about } of listScenarios(SCENARIOS).filter(
		line => !line.name.startsWith('hang'),
	)) {
		const difference = DIFFERENCES[name];
		it(`hear the same of ${name}${difference === undefined ? '' : `, but ${difference.why}`}`, async () => {
			const model = modelFor(name);
			const text = `[[scenario:${name} ${PARAMETERS[name] ?? ''}]] Compare tea and coffee`;
			server.model.reset();
			const theirs = await official(model, text);
			server.model.reset();
			const heard = await ours(model, text);
			for (const field of difference?.in ?? []) {
				assert.notDeepEqual(heard[field], theirs[field], `no difference in ${field}`);
			}
			const agreed = Object.fromEntries((difference?.in ?? []).map(field => [field, undefined]));
			assert.deepEqual({ ...heard, ...agreed }, { ...theirs, ...agreed }, about);
		});
	}

	for (const [name, text, prompt, config] of ORDINARY) {
		it(`hear the same of ${name}`, async () => {
			const model = 'gemini-3.5-flash';
			const heard = await ours(model, text, prompt);
			assert.deepEqual(heard, await official(model, text, config));
			assert.equal(heard.failure, false);
		});
	}

	it('see the same picture', async () => {
		const model = 'gemini-3.1-flash-image';
		const heard = await ours(model, 'A red fox, flat icon');
		assert.deepEqual(heard, await official(model, 'A red fox, flat icon'));
		assert.ok(heard.media.length > 0);
	});
});

/** The counts that both clients name, without those that are not there. */
function countsOf(usage: object): Record<string, unknown> {
	const names = [
		'promptTokenCount',
		'candidatesTokenCount',
		'thoughtsTokenCount',
		'toolUsePromptTokenCount',
		'totalTokenCount',
	];
	return Object.fromEntries(
		names.flatMap(name => {
			const value: unknown = Reflect.get(usage, name);
			return value === undefined ? [] : [[name, value]];
		}),
	);
}
