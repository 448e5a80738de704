import assert from 'node:assert/strict';
import { GeminiError } from '../../../src/gemini/errors.ts';
import type { AnswerPart } from '../../../src/languageModel/answerPart.ts';
import { NoAnswerError } from '../../../src/languageModel/noAnswerError.ts';
import type { PlainMessage } from '../../../src/languageModel/plainMessage.ts';
import { asHistory, collect, demoChat, resultsOf, TOOLS, textOf } from './demoChat.ts';
import { settings, system, text, user } from './messages.ts';

async function refusal(parts: AsyncIterable<AnswerPart>) {
	try {
		await collect(parts);
		return 'answered';
	} catch (error) {
		assert.ok(error instanceof NoAnswerError, String(error));
		return [error.message, error.code].filter(Boolean).join(' | ');
	}
}

describe('a request of VS Code, answered by a strict endpoint', () => {
	it('gets thoughts, text and usage', async () => {
		const { ask } = demoChat();
		const parts = await collect(ask([system('Be brief.'), user(text('Compare tea and coffee'))]));
		assert.match(textOf(parts), /tea/i);
		assert.deepEqual(
			{
				thinks: parts.some(part => part.kind === 'thinking' && part.text !== ''),
				last: parts.at(-1)?.kind === 'data',
			},
			{ thinks: true, last: true },
		);
	});

	it('must call a tool where the mode says so', async () => {
		const { ask, bodies } = demoChat();
		const parts = await collect(ask([user(text('Hello'))], { tools: TOOLS, requiresTool: true }));
		assert.deepEqual(
			parts.flatMap(part => (part.kind === 'toolCall' ? [part.name] : [])),
			['weather'],
		);
		assert.deepEqual(Reflect.get(Object(bodies()[0]), 'toolConfig'), {
			functionCallingConfig: { mode: 'ANY' },
		});
	});

	it('goes without a mode where there is no tool', async () => {
		const { ask, bodies } = demoChat();
		await collect(ask([user(text('Hello'))], { requiresTool: true }));
		assert.equal(Reflect.get(Object(bodies()[0]), 'toolConfig'), undefined);
	});

	it('thinks as the picker says, else as the caller says, else as the settings say', async () => {
		const { ask, bodies } = demoChat();
		const low = { settings: { ...settings, thinkingLevel: 'low' as const } };
		const caller = { modelOptions: { reasoningEffort: 'medium' } };
		await collect(ask([user(text('a'))], { ...caller, pickedLevel: 'high' }, low));
		await collect(ask([user(text('b'))], caller, low));
		await collect(ask([user(text('c'))], {}, low));
		assert.deepEqual(
			bodies().map(body => Object(body).generationConfig?.thinkingConfig?.thinkingLevel),
			['HIGH', 'MEDIUM', 'LOW'],
		);
	});

	it('sends what the settings and the caller set, and nothing else', async () => {
		const { ask, bodies } = demoChat();
		await collect(
			ask(
				[system('a'), user(text('b'))],
				{ modelOptions: { temperature: 0.5, _internal: { x: 1 }, foreign: 2 } },
				{
					settings: {
						...settings,
						includeThoughts: false,
						systemInstruction: 'c',
						temperature: 1,
						maxOutputTokens: 1_000,
						safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
					},
				},
			),
		);
		assert.deepEqual(bodies(), [
			{
				systemInstruction: { parts: [{ text: 'a' }, { text: 'c' }] },
				contents: [{ role: 'user', parts: [{ text: 'b' }] }],
				safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
				generationConfig: { temperature: 0.5, maxOutputTokens: 1_000 },
			},
		]);
	});

	it('lists the sources of a grounded answer', async () => {
		const { ask } = demoChat();
		const parts = await collect(
			ask([user(text('Who won the cup?'))], { modelOptions: { googleSearch: true } }),
		);
		assert.match(textOf(parts), /\n\*\*Sources\*\*\n\n- \[[^\]]+\]\(<https:\/\//);
	});

	it('gets pictures of an image model, and no tools are declared to it', async () => {
		const { ask, bodies } = demoChat('gemini-3.1-flash-image');
		const parts = await collect(ask([user(text('A red fox'))], { tools: TOOLS }));
		assert.ok(parts.some(part => part.kind === 'data' && part.mimeType === 'image/png'));
		assert.equal(Object(bodies()[0]).tools, undefined);
	});

	it('is refused before it is sent when it cannot fit', async () => {
		const { ask, bodies } = demoChat();
		const reason = await refusal(
			ask([user(text('word '.repeat(1_000)))], {}, { inputTokens: 1_000 }),
		);
		assert.equal(reason, 'gemini-3.5-flash takes 1000, not true | badRequest');
		assert.deepEqual(bodies(), []);
	});

	it('counts the tools towards what fits', async () => {
		const { ask, bodies } = demoChat();
		const heavy = TOOLS.map(tool => ({ ...tool, description: 'x'.repeat(4_000) }));
		await refusal(ask([user(text('hi'))], { tools: heavy }, { inputTokens: 1_000 }));
		assert.deepEqual(bodies(), []);
	});

	it('does not mix with forty-nine others at the same time', async () => {
		const { ask } = demoChat();
		const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);
		const cities = Array.from(
			{ length: 50 },
			(_, index) => `Ville${letter(index / 10)}${letter(index % 10)}`,
		);
		const answers = await Promise.all(
			cities.map(city =>
				collect(ask([user(text(`What is the weather in ${city}?`))], { tools: TOOLS })),
			),
		);
		assert.deepEqual(
			answers.map(parts => parts.flatMap(part => (part.kind === 'toolCall' ? [part.input] : []))),
			cities.map(city => [{ city }]),
		);
	});

	it('stops at the endpoint when it is cancelled', async () => {
		const { ask, demo } = demoChat();
		const controller = new AbortController();
		const parts = ask(
			[user(text('Hello [[scenario:hang-mid-stream]]'))],
			{},
			{},
			controller.signal,
		);
		await assert.rejects(
			async () => {
				for await (const part of parts) {
					if (part.kind === 'text') {
						controller.abort();
					}
				}
			},
			error => error instanceof GeminiError && error.kind === 'aborted',
		);
		assert.equal(demo.requests[0]?.outcome, 'aborted');
	});
});

describe('an endpoint that fails', () => {
	const scenario = (name: string) => [user(text(`Tell me about rivers [[scenario:${name}]]`))];

	it('is asked again before anything was shown', async () => {
		for (const name of ['overloaded', 'rate-limit', 'empty', 'reset-before-headers']) {
			const { ask, statuses } = demoChat();
			assert.notEqual(textOf(await collect(ask(scenario(name)))), '', name);
			assert.equal(statuses().length, 2, name);
		}
	});

	it('is asked once more when the model stumbled', async () => {
		const { ask, statuses } = demoChat();
		assert.notEqual(textOf(await collect(ask(scenario('empty-answer')))), '');
		assert.equal(statuses().length, 2);
	});

	it('gives a reason where it gives nothing else', async () => {
		const { ask } = demoChat();
		const reasons: Record<string, string> = {};
		for (const name of [
			'bad-key',
			'model-retired',
			'comet-no-balance',
			'context-overflow',
			'rate-limit-daily',
			'html-200',
			'redirect',
			'max-tokens-empty',
			'malformed-call',
			'prompt-blocked',
			'feedback-only',
			'finish-only',
		]) {
			reasons[name] = await refusal(ask(scenario(name)));
		}
		assert.deepEqual(reasons, {
			'bad-key': 'failed auth 400 | auth',
			'model-retired': 'failed notFound 404 | notFound',
			'comet-no-balance': 'failed quota 403 | quota',
			'context-overflow': 'failed badRequest 400 | badRequest',
			'rate-limit-daily': 'failed quota 429 | quota',
			'html-200': 'failed protocol 200 | protocol',
			redirect: 'failed protocol 307 | protocol',
			'max-tokens-empty': 'finished MAX_TOKENS empty',
			'malformed-call': 'finished MALFORMED_FUNCTION_CALL empty',
			'prompt-blocked': 'blocked SAFETY',
			'feedback-only': 'failed unavailable 200 | unavailable',
			'finish-only': 'finished NO_IMAGE empty',
		});
	});

	it('loses nothing that was shown, and the reason stands behind it', async () => {
		const { ask } = demoChat();
		for (const [name, note] of [
			['error-mid-stream-bare', 'failed'],
			['error-mid-stream-data', 'failed'],
			['reset', 'failed network'],
			['invalid-json', 'failed protocol'],
			['cut', 'finished silently shown'],
			['max-tokens', 'finished MAX_TOKENS shown'],
			['safety', 'finished SAFETY shown'],
			['recitation', 'finished RECITATION shown'],
			['finish', 'finished LANGUAGE shown'],
		] as const) {
			const shown = textOf(await collect(ask(scenario(name))));
			assert.match(shown, new RegExp(`^(?!\\s*>)[^]+\\n\\n> ${note}`), name);
		}
	});
});

describe('a tool loop with an endpoint that checks signatures', () => {
	for (const [memory, returnsThinking, forgets] of [
		['in thinking parts that come back', true, true],
		['in the memory of the window', false, false],
		['nowhere: the documented stand-in', false, true],
	] as const) {
		it(`is accepted at every step, signatures being ${memory}`, async () => {
			const { ask, forget, statuses, bodies } = demoChat();
			const messages: PlainMessage[] = [
				user(text('Tell me the weather in Paris and Tokyo, then the population of Lyon.')),
			];
			const called: string[] = [];
			for (let step = 0; step < 3; step++) {
				const parts = await collect(ask(messages, { tools: TOOLS }));
				called.push(parts.flatMap(part => (part.kind === 'toolCall' ? [part.name] : [])).join('+'));
				messages.push(asHistory(parts, returnsThinking), ...resultsOf(parts));
				if (forgets) {
					forget();
				}
			}
			await collect(ask([...messages, user(text('Thank you, and goodbye.'))], { tools: TOOLS }));
			assert.deepEqual(called.slice(0, 1).concat(called.slice(-1)), [
				'weather+weather+weather',
				'',
			]);
			assert.deepEqual(new Set(statuses()), new Set([200]));
			const bypassed = JSON.stringify(bodies()).includes('skip_thought_signature_validator');
			assert.equal(bypassed, !returnsThinking && forgets);
		});
	}

	it('goes on with another model, whose signatures are others', async () => {
		const first = demoChat();
		const question = user(text('Tell me the weather in Paris.'));
		const parts = await collect(first.ask([question], { tools: TOOLS }));
		const messages = [question, asHistory(parts, true), ...resultsOf(parts)];
		for (const model of ['gemini-4-argon', 'gemini-2.5-flash']) {
			const other = demoChat(model);
			assert.notEqual(textOf(await collect(other.ask(messages, { tools: TOOLS }))), '');
			assert.deepEqual(other.statuses(), [200]);
		}
	});
});
