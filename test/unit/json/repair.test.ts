import assert from 'node:assert/strict';
import { applyRepairs } from '../../../src/json/repair/applyRepairs.ts';
import { planRepairs, type Repair } from '../../../src/json/repair/repairPlan.ts';
import { buildRepairPrompt } from '../../../src/json/repair/repairPrompt.ts';
import { validateText } from '../../../src/json/validation/validate.ts';
import type { JsonProblem } from '../../../src/json/validation/verdict.ts';

const SCHEMA = {
	type: 'object',
	properties: {
		id: { type: 'string', pattern: '^[a-z]+$' },
		version: { const: 2 },
		owner: {
			type: 'object',
			properties: { mail: { type: 'string', format: 'email' }, age: { type: 'integer' } },
			required: ['mail'],
			additionalProperties: false,
		},
		tags: { type: 'array', items: { type: 'string', minLength: 2 }, uniqueItems: true },
	},
	required: ['id', 'owner'],
};

function plan(text: string): readonly Repair[] {
	return planRepairs(validateText(text, SCHEMA).problems);
}

function outline(repairs: readonly Repair[]) {
	return repairs.map(repair => `${repair.kind} ${JSON.stringify(repair.path)}`);
}

describe('planRepairs', () => {
	it('touches only the values that are wrong', () => {
		const text = '{"id":"A","version":1,"owner":{"mail":"x","nick":"y"},"tags":["ab","c","ab"]}';
		assert.deepEqual(outline(plan(text)).toSorted(), [
			'ask ["id"]',
			'ask ["owner","mail"]',
			'ask ["tags",1]',
			'ask ["tags",2]',
			'remove ["owner","nick"]',
			'set ["version"]',
		]);
	});

	it('asks for a missing property, not for the object that lacks it', () => {
		assert.deepEqual(outline(plan('{"id":"a","owner":{"age":3}}')), ['ask ["owner","mail"]']);
	});

	it('leaves values inside another one to that one', () => {
		assert.deepEqual(outline(plan('{"id":"a","owner":"nobody","tags":[]}')), ['ask ["owner"]']);
	});

	it('asks for the container when many of its values are wrong', () => {
		const tags = Array.from({ length: 9 }, (_each, index) => String(index));
		const text = JSON.stringify({ id: 'a', owner: { mail: 'a@b.de' }, tags });
		assert.deepEqual(outline(plan(text)), ['ask ["tags"]']);
	});

	it('removes nothing that only a wrong part of the schema leaves unevaluated', () => {
		const pet = {
			properties: { name: { type: 'string' }, age: { type: 'integer' } },
			required: ['name'],
		};
		const schema = {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			dependentSchemas: { name: pet },
			properties: { kind: { enum: ['cat', 'dog'] } },
			required: ['kind'],
			unevaluatedProperties: false,
		};
		const planned = (text: string) => outline(planRepairs(validateText(text, schema).problems));
		assert.deepEqual(
			[
				planned('{"kind":"cat","name":"Tom","age":"three"}'),
				planned('{"kind":"cat","name":"Tom","age":3,"color":"grey"}'),
				planned('{"sort":"cat","name":"Tom"}').toSorted(),
			],
			[['ask ["age"]'], ['remove ["color"]'], ['ask ["kind"]', 'remove ["sort"]']],
		);
	});

	it('judges what is left unevaluated from the inside out', () => {
		const closed = { properties: { a: true }, unevaluatedProperties: false };
		const schema = {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			...Object.fromEntries([
				['if', true],
				['then', closed],
			]),
			unevaluatedProperties: false,
		};
		const { problems } = validateText('{"a":1,"x":2}', schema);
		assert.deepEqual(
			[problems.map(({ params }) => params['unevaluatedProperty']), outline(planRepairs(problems))],
			[['x', 'a', 'x'], ['remove ["x"]']],
		);
	});

	it('asks for no list that is unevaluated only because one of its items is wrong', () => {
		const problem = { message: '', params: {}, offset: 0, length: 1, causes: [] };
		const problems: readonly JsonProblem[] = [
			{ ...problem, path: [1], keyword: 'type', schemaPath: '#/allOf/0/items/type' },
			{ ...problem, path: [], keyword: 'unevaluatedItems', schemaPath: '#/unevaluatedItems' },
		];
		assert.deepEqual(outline(planRepairs(problems)), ['ask [1]']);
	});

	it('asks for everything when the root is wrong', () => {
		assert.deepEqual(outline(plan('[1, 2]')), ['ask []']);
	});
});

describe('buildRepairPrompt', () => {
	it('asks for the wrong values alone, with their schemas and errors', () => {
		const text = '{"id":"A","owner":{"mail":"x"}}';
		const asks = plan(text).filter(each => each.kind === 'ask');
		const { prompt, places } = buildRepairPrompt(text, SCHEMA, asks, {
			base: { model: 'm' },
			wish: 'An owner',
		});
		assert.deepEqual(
			[[...places].map(([name, { path }]) => [name, path]), prompt.generationConfig],
			[
				[
					['value1', ['id']],
					['value2', ['owner', 'mail']],
				],
				{
					responseMimeType: 'application/json',
					responseJsonSchema: {
						type: 'object',
						properties: {
							value1: {
								type: 'string',
								description: 'Matches the regular expression ^[a-z]+$',
							},
							value2: { type: 'string', description: 'Format: email.' },
						},
						required: ['value1', 'value2'],
						additionalProperties: false,
					},
				},
			],
		);
		const words = prompt.contents.flatMap(({ parts }) => parts.map(part => part.text)).join();
		assert.match(words, /An owner/);
		assert.match(words, /“value2” is for \["owner"\]\["mail"\]\. Old value: "x"/);
		assert.match(words, /must match format "email"/);
	});
});

describe('applyRepairs', () => {
	it('changes the values in question and leaves every other character', () => {
		const text = '{\n  // kept\n  "id": "A",   "version": 1,\n  "tags": ["ab", "c", "ab"]\n}\n';
		const repairs: readonly Repair[] = [
			{ kind: 'ask', path: ['id'], problems: [] },
			{ kind: 'set', path: ['version'], value: 2 },
			{ kind: 'remove', path: ['tags', 1] },
			{ kind: 'ask', path: ['tags', 2], problems: [] },
			{ kind: 'ask', path: ['owner'], problems: [] },
		];
		const [first, , , item] = repairs;
		assert.ok(first && item);
		const answers = new Map<Repair, unknown>([
			[first, 'a'],
			[item, 'xy'],
		]);
		assert.deepEqual(applyRepairs(text, repairs, answers), {
			text: '{\n  // kept\n  "id": "a",   "version": 2,\n  "tags": ["ab", "xy"]\n}\n',
			changes: [
				{ path: ['id'], before: '"A"', after: '"a"' },
				{ path: ['tags', 1], before: '"c"', after: undefined },
				{ path: ['tags', 2], before: '"ab"', after: '"xy"' },
				{ path: ['version'], before: '1', after: '2' },
			],
		});
	});

	it('makes a document that the schema refused one that it admits', () => {
		const text = '{"id":"A","version":1,"owner":{"nick":"y"},"tags":["ab","ab"]}';
		const repairs = plan(text);
		const values: Readonly<Record<string, unknown>> = {
			'["id"]': 'a',
			'["owner","mail"]': 'a@b.de',
			'["tags",1]': 'cd',
		};
		const answers = new Map(
			repairs
				.filter(each => each.kind === 'ask')
				.map(each => [each, values[JSON.stringify(each.path)]]),
		);
		const repaired = applyRepairs(text, repairs, answers).text;
		assert.deepEqual(
			[validateText(repaired, SCHEMA), JSON.parse(repaired)],
			[{ problems: [] }, { id: 'a', version: 2, owner: { mail: 'a@b.de' }, tags: ['ab', 'cd'] }],
		);
	});
});
