import assert from 'node:assert/strict';
import { repairCount, repairRound } from '../../../src/json/repair/repairRound.ts';
import { validateText } from '../../../src/json/validation/validate.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';

const SCHEMA = {
	type: 'object',
	properties: {
		start: { type: 'string', pattern: '^\\d\\d:\\d\\d$' },
		room: { enum: ['Halley', 'Encke'] },
		version: { const: 2 },
		title: { type: 'string' },
	},
	required: ['start', 'room'],
	additionalProperties: false,
};

const TEXT = `{
  "start": "half past nine",
  "room": "Wild",
  "title": "1.0 stays 1.0"
}`;

function round(text: string, answer: string, schema: unknown = SCHEMA) {
	const prompts: Prompt[] = [];
	async function* generate(prompt: Prompt): AsyncGenerator<readonly ModelEvent[]> {
		prompts.push(prompt);
		await Promise.resolve();
		yield [{ type: 'text', candidate: 0, text: answer, part: { text: answer } }];
	}
	const result = repairRound(
		{
			base: { model: 'gemini-3.5-flash' },
			schema,
			wish: 'a talk',
			text,
			problems: validateText(text, schema).problems,
		},
		{ generate, signal: new AbortController().signal, onNotice: () => undefined },
	);
	return { result, prompts };
}

describe('repairRound', () => {
	it('asks for the wrong values only and leaves the rest character by character', async () => {
		const { result, prompts } = round(TEXT, '{"value1":"09:30","value2":"Encke"}');
		const { text } = await result;
		assert.deepEqual(
			[text, prompts.length, repairCount(validateText(TEXT, SCHEMA).problems)],
			[TEXT.replace('half past nine', '09:30').replace('Wild', 'Encke'), 1, 2],
		);
	});

	it('puts numbers in as the model wrote them, alone and inside other values', async () => {
		const schema = {
			properties: { id: { type: 'integer' }, price: { type: 'object' }, net: { type: 'number' } },
			required: ['net'],
		};
		const answer = '{"value1":0.10000000000000000001,"value2":1.2e+3,"value3":{"net":1.10}}';
		const { text } = await round('{"id":"x","price":3}', answer, schema).result;
		assert.equal(
			text.replaceAll(/\s/g, ''),
			'{"id":1.2e+3,"price":{"net":1.10},"net":0.10000000000000000001}',
		);
	});

	it('asks nobody for what the schema decides alone', async () => {
		const { result, prompts } = round(
			'{"start":"09:30","room":"Halley","version":1,"more":true}',
			'',
		);
		assert.deepEqual(
			[(await result).text, prompts.length],
			['{"start":"09:30","room":"Halley","version":2}', 0],
		);
	});

	it('changes nothing when the answer is no JSON or lacks the values', async () => {
		const results = await Promise.all(
			['I cannot do that.', '{"other":1}', '{"value1":"09:3'].map(each => round(TEXT, each).result),
		);
		assert.deepEqual(
			results.map(({ text, changes }) => [text, changes.length]),
			[
				[TEXT, 0],
				[TEXT, 0],
				[TEXT, 0],
			],
		);
	});
});
