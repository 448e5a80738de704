import assert from 'node:assert/strict';
import { geminiError } from '../../../src/gemini/errors.ts';
import { buildJsonPrompt } from '../../../src/json/prompt.ts';
import {
	type Notice,
	type StreamOptions,
	streamJson,
} from '../../../src/json/stream/streamJson.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';

const SCHEMA = {
	type: 'object',
	properties: { count: { type: 'integer', minimum: 1 } },
	required: ['count'],
};

const build = (constraint: 'full' | 'lean' | 'none') =>
	buildJsonPrompt({ base: { model: 'gemini-3.5-flash' }, schema: SCHEMA, wish: 'x', constraint });

function text(piece: string): ModelEvent {
	return { type: 'text', candidate: 0, text: piece, part: { text: piece } };
}

const STOP: ModelEvent = { type: 'finish', candidate: 0, reason: 'STOP' };

/** Answers each request with the next script: events, then an error if there is one. */
function scripted(...scripts: readonly (readonly (ModelEvent | Error)[])[]) {
	const prompts: Prompt[] = [];
	const notices: Notice[] = [];
	const written: string[] = [];
	async function* generate(prompt: Prompt): AsyncGenerator<readonly ModelEvent[]> {
		const script = scripts[prompts.length] ?? [];
		prompts.push(prompt);
		for (const step of script) {
			await Promise.resolve();
			if (step instanceof Error) {
				throw step;
			}
			yield [step];
		}
	}
	const options: StreamOptions = {
		generate,
		signal: new AbortController().signal,
		onText: piece => written.push(piece),
		onNotice: notice => notices.push(notice),
	};
	return { options, prompts, notices, written };
}

const refusal = (message: string) => geminiError('badRequest', message, { status: 400 });

describe('streamJson', () => {
	it('sends a refused schema without its bounds, then in words only', async () => {
		const { options, prompts, notices, written } = scripted(
			[refusal('Request contains an invalid argument.')],
			[refusal('The schema has too many states.')],
			[text('{"count"'), text(':1}'), STOP],
		);
		const answer = await streamJson(build, options);
		const sent = prompts.map(({ generationConfig }) =>
			JSON.stringify(generationConfig?.responseJsonSchema ?? null),
		);
		assert.deepEqual(
			{
				bounds: sent.map(each => each.includes('"minimum"')),
				isSent: sent.map(each => each !== 'null'),
				notices: notices.map(({ kind }) => kind),
				written: written.join(''),
				constraint: answer.constraint,
			},
			{
				bounds: [true, false, false],
				isSent: [true, true, false],
				notices: ['withoutBounds', 'withoutSchema', 'writing', 'writing'],
				written: '{\n  "count": 1\n}',
				constraint: 'none',
			},
		);
	});

	const scalarRoots: readonly (readonly [unknown, string])[] = [
		[{ type: 'string' }, '"abc"'],
		[{ type: ['string', 'null'] }, 'null'],
		[{ type: ['string', 'integer'] }, '12'],
		[{ enum: ['a', 'b', null] }, '"b"'],
		[{ oneOf: [{ const: 'a' }, { const: 'b' }] }, '"a"'],
		[
			{ anyOf: [{ type: 'object' }, { $ref: '#/$defs/n' }], $defs: { n: { type: 'number' } } },
			'-1.5',
		],
		[{}, 'true'],
	];
	for (const [schema, answered] of scalarRoots) {
		it(`takes a scalar for the whole of ${JSON.stringify(schema)}`, async () => {
			const { options, written } = scripted([text(answered), STOP]);
			const { isComplete } = await streamJson(
				constraint =>
					buildJsonPrompt({ base: { model: 'gemini-3.5-flash' }, schema, wish: 'x', constraint }),
				options,
			);
			assert.deepEqual([written.join(''), isComplete], [answered, true]);
		});
	}

	it('takes no word of prose for a scalar where the endpoint is held to nothing', async () => {
		const { options, written } = scripted([text('Here it is, then: {"n":1}'), STOP]);
		const schema = { type: ['object', 'string'] };
		await streamJson(
			constraint =>
				buildJsonPrompt({ base: { model: 'gemini-3.5-flash' }, schema, wish: 'x', constraint }),
			{ ...options, constraint: 'none' },
		);
		assert.equal(written.join(''), '{\n  "n": 1\n}');
	});

	it('leaves a refusal that the schema did not cause to the person', async () => {
		const { options, prompts } = scripted([refusal('User location is not supported.')]);
		await assert.rejects(streamJson(build, options), /location/);
		assert.equal(prompts.length, 1);
	});

	it('asks for nothing else when the answer has begun', async () => {
		const { options, prompts } = scripted([text('{"cou'), refusal('schema')], [text('{}')]);
		await assert.rejects(streamJson(build, options), /schema/);
		assert.equal(prompts.length, 1);
	});

	it('keeps what came when it is stopped', async () => {
		const stop = new AbortController();
		const { options } = scripted([text('{"count":1,'), new Error('aborted')]);
		const answer = await streamJson(build, {
			...options,
			signal: stop.signal,
			onText: () => stop.abort(),
		});
		assert.deepEqual(
			[answer.text, answer.isComplete, answer.isCancelled],
			['{"count":1,', false, true],
		);
	});
});
