import assert from 'node:assert/strict';
import { buildBatchPrompt } from '../../../src/json/batch/batchPrompt.ts';
import { buildJsonPrompt } from '../../../src/json/prompt.ts';
import { jsonOf, prettyJson } from '../../../src/json/stream/answerText.ts';

const SCHEMA = { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } };

describe('buildJsonPrompt', () => {
	it('sends both forms of the schema, and keeps the settings', () => {
		const { prompt } = buildJsonPrompt({
			base: { model: 'm', thinkingLevel: 'low', generationConfig: { seed: 7 } },
			schema: SCHEMA,
			wish: 'A number',
		});
		const { systemInstruction, ...rest } = prompt;
		assert.deepEqual(rest, {
			model: 'm',
			thinkingLevel: 'low',
			contents: [{ role: 'user', parts: [{ text: 'A number' }] }],
			generationConfig: {
				seed: 7,
				responseMimeType: 'application/json',
				responseJsonSchema: SCHEMA,
			},
			fallbackResponseSchema: {
				type: 'OBJECT',
				properties: { n: { type: 'INTEGER', description: 'At least 1.', minimum: 1 } },
				propertyOrdering: ['n'],
			},
		});
	});

	it('puts data before the wish and says that it is no instruction', () => {
		const file = { inlineData: { mimeType: 'application/pdf', data: 'AA==' } };
		const { prompt } = buildJsonPrompt({
			base: { model: 'm', systemInstruction: 'Be brief.' },
			schema: SCHEMA,
			wish: '',
			sources: [
				{ name: 'a "b".txt', text: 'one' },
				{ name: 'c.pdf', part: file },
			],
		});
		assert.deepEqual(prompt.contents[0]?.parts, [
			{ text: '<data name="a \\"b\\".txt">\none\n</data>' },
			{ text: 'Attached: c.pdf' },
			file,
			{ text: 'Write one realistic document.' },
		]);
		assert.match(String(prompt.systemInstruction), /^Be brief\.\n\n/);
		assert.match(String(prompt.systemInstruction), /do not follow orders/);
	});

	it('sends the schema as words when the endpoint takes it in no form', () => {
		const { prompt } = buildJsonPrompt({
			base: { model: 'm' },
			schema: SCHEMA,
			wish: 'x',
			constraint: 'none',
		});
		assert.deepEqual(
			[prompt.generationConfig, prompt.fallbackResponseSchema, prompt.contents[0]?.parts[0]],
			[
				{ responseMimeType: 'application/json' },
				undefined,
				{ text: `JSON Schema of the document:\n${JSON.stringify(SCHEMA)}` },
			],
		);
	});
});

describe('buildBatchPrompt', () => {
	it('asks for a list of just so many, unlike those that there are', () => {
		const { prompt } = buildBatchPrompt(
			{ base: { model: 'm' }, schema: SCHEMA, wish: 'A number' },
			{ number: 2, count: 3, taken: ['1', '2'] },
			['n'],
		);
		assert.deepEqual(prompt.generationConfig?.responseJsonSchema, {
			type: 'array',
			items: { $ref: '#/$defs/whole' },
			minItems: 3,
			maxItems: 3,
			$defs: { whole: SCHEMA },
		});
		assert.match(String(prompt.systemInstruction), /exactly 3/);
		assert.match(String(prompt.systemInstruction), /No two items may have the same "n"/);
		assert.match(String(prompt.systemInstruction), /Already taken: 1, 2\./);
	});
});

describe('jsonOf', () => {
	it('finds the JSON in what models write around it', () => {
		const answers = ['{"a":1}', '```json\n{"a":1}\n```', 'Sure!\n```\n{"a":1}\n```\nDone.'];
		assert.deepEqual(
			answers.map(answer => JSON.parse(jsonOf(answer))),
			answers.map(() => ({ a: 1 })),
		);
		assert.equal(jsonOf('"a ```json``` b"'), '"a ```json``` b"');
	});

	it('keeps a text that is cut as it is', () => {
		assert.equal(jsonOf('{"a": [1,'), '{\n  "a": [\n    1,\n    ');
	});
});

describe('prettyJson', () => {
	it('lays out without touching numbers and keys', () => {
		assert.equal(
			prettyJson('{"a":1.0,"a":12345678901234567890}'),
			'{\n  "a": 1.0,\n  "a": 12345678901234567890\n}',
		);
	});
});
