import assert from 'node:assert/strict';
import { eventsOf } from './mapping.ts';

const chunk = (functionCall: object, extra: object = {}, finishReason?: string) => ({
	candidates: [
		{ content: { parts: [{ functionCall, ...extra }] }, ...(finishReason && { finishReason }) },
	],
});
const calls = (...chunks: readonly unknown[]) =>
	eventsOf(...chunks).flatMap(event => (event.type === 'functionCall' ? [event.part] : []));
const argsOf = (...partialArgs: readonly object[]) =>
	calls(chunk({ name: 'f', willContinue: true }), chunk({ partialArgs }))[0]?.functionCall?.args;

describe('A call whose arguments come in pieces', () => {
	it('is one call, when the empty piece ends it, with the signature of its first', () => {
		assert.deepEqual(
			calls(
				chunk({ name: 'getWeather', willContinue: true }, { thoughtSignature: 'sig' }),
				chunk({
					partialArgs: [{ jsonPath: '$.city', stringValue: 'San ', willContinue: true }],
					willContinue: true,
				}),
				chunk({
					partialArgs: [{ jsonPath: '$.city', stringValue: 'Francisco', willContinue: true }],
					willContinue: true,
				}),
				chunk({ willContinue: true }),
				chunk({ partialArgs: [{ jsonPath: '$.city', stringValue: '' }], willContinue: true }),
				chunk({}),
			),
			[
				{
					functionCall: { name: 'getWeather', args: { city: 'San Francisco' } },
					thoughtSignature: 'sig',
				},
			],
		);
	});

	for (const [name, end] of [
		['the next call', [chunk({ name: 'g', args: {} })]],
		['a finish reason', [{ candidates: [{ finishReason: 'STOP' }] }]],
		['the end of the stream', []],
	] as const) {
		it(`is complete with ${name} when the empty piece is missing`, () => {
			assert.deepEqual(
				calls(
					chunk({ name: 'f', id: '1', willContinue: true }),
					chunk({ partialArgs: [{ jsonPath: '$.a', numberValue: 1 }], willContinue: true }),
					...end,
				)[0],
				{ functionCall: { id: '1', name: 'f', args: { a: 1 } } },
			);
		});
	}

	it('builds objects and lists along the paths', () => {
		assert.deepEqual(
			argsOf(
				{ jsonPath: '$.recipe.items[0].name', stringValue: 'egg' },
				{ jsonPath: '$.recipe.items[1].name', stringValue: 'salt' },
				{ jsonPath: '$.recipe.items[1].grams', numberValue: 2.5 },
				{ jsonPath: '$.recipe.vegan', boolValue: false },
				{ jsonPath: '$.note', nullValue: 'NULL_VALUE' },
				{ jsonPath: '$["odd name"]', boolValue: true },
				{ jsonPath: "$['it.s']", numberValue: 0 },
			),
			{
				recipe: { items: [{ name: 'egg' }, { name: 'salt', grams: 2.5 }], vegan: false },
				note: null,
				'odd name': true,
				'it.s': 0,
			},
		);
	});

	it('may start with whole arguments', () => {
		assert.deepEqual(
			calls(
				chunk({ name: 'f', args: { a: 1 }, willContinue: true }),
				chunk({ partialArgs: [{ jsonPath: '$.b', stringValue: 'x' }] }),
			),
			[{ functionCall: { name: 'f', args: { a: 1, b: 'x' } } }],
		);
	});

	it('reaches no prototype and makes no hole of gigabytes', () => {
		const args = argsOf(
			{ jsonPath: '$.__proto__.polluted', boolValue: true },
			{ jsonPath: '$.constructor.prototype.polluted', boolValue: true },
			{ jsonPath: '$.list[4000000000]', numberValue: 1 },
			{ jsonPath: '$.ok', numberValue: 1 },
		);
		assert.equal(Reflect.get({}, 'polluted'), undefined);
		assert.deepEqual(args, { constructor: { prototype: { polluted: true } }, list: [], ok: 1 });
	});

	it('survives paths that contradict each other', () => {
		assert.deepEqual(
			argsOf(
				{ jsonPath: '$.a[0]', numberValue: 1 },
				{ jsonPath: '$.a.length', stringValue: 'x' },
				{ jsonPath: '$.a.b', numberValue: 2 },
				{ jsonPath: '$.c', numberValue: 3 },
				{ jsonPath: '$.c.d', numberValue: 4 },
				{ jsonPath: '', numberValue: 5 },
			),
			{ a: [1], c: { d: 4 } },
		);
	});

	it('is ignored when it never had a name', () => {
		assert.deepEqual(calls(chunk({ partialArgs: [{ jsonPath: '$.a', numberValue: 1 }] })), []);
		assert.deepEqual(calls(chunk({})), []);
	});
});
