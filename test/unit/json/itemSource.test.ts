import assert from 'node:assert/strict';
import { createItemSource } from '../../../src/json/batch/itemSource.ts';
import type { ModelEvent } from '../../../src/shared/events.ts';
import type { Prompt } from '../../../src/shared/prompt.ts';

const JOB = {
	name: 'x',
	schema: { type: 'object', properties: { id: { type: 'integer' } } },
	uri: undefined,
	wish: 'things',
	base: { model: 'gemini-3.5-flash', generationConfig: { seed: 40 } },
};

const text = (piece: string): ModelEvent => ({
	type: 'text',
	candidate: 0,
	text: piece,
	part: { text: piece },
});

const never = new AbortController().signal;
const request = (number: number) => ({ number, count: 3, taken: [] });

function source(events: (prompt: Prompt, signal: AbortSignal) => AsyncIterable<ModelEvent>) {
	return createItemSource(JOB, [], {
		async *generate(prompt, { signal }) {
			for await (const event of events(prompt, signal)) {
				yield [event];
			}
		},
		validator: {
			validate: async json => ({
				problems: [],
				...(json.includes('"no"') && { unchecked: { reason: 'schema', message: '' } }),
			}),
		},
		onNotice: () => undefined,
	});
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
	for await (const _item of items) {
		// Only what happens on the way counts.
	}
}

describe('createItemSource', () => {
	it('gives each item as soon as it has come, and leaves out what is cut off', async () => {
		const seen: string[] = [];
		const make = source(async function* () {
			yield text('[{"id":1},{"id"');
			seen.push('begun');
			yield text(':2},{"id":"no"},{"id":');
			yield { type: 'finish', candidate: 0, reason: 'MAX_TOKENS' };
		});
		const items: unknown[] = [];
		for await (const item of make(request(1), never)) {
			seen.push(JSON.stringify(item.item));
			items.push(item);
		}
		assert.deepEqual(
			[items, seen[0]],
			[
				[
					{ item: { id: 1 }, isValid: true },
					{ item: { id: 2 }, isValid: true },
					{ item: { id: 'no' }, isValid: false },
				],
				'begun',
			],
		);
	});

	it('asks each request with another seed', async () => {
		const seeds: unknown[] = [];
		const make = source(async function* (prompt) {
			seeds.push(prompt.generationConfig?.seed);
			yield text('[]');
		});
		await drain(make(request(1), never));
		await drain(make(request(4), never));
		assert.deepEqual(seeds, [40, 43]);
	});

	it('fails with what the engine failed with, after the items that had come', async () => {
		const make = source(async function* () {
			yield text('[{"id":1},');
			throw new Error('quota');
		});
		const items: unknown[] = [];
		await assert.rejects(async () => {
			for await (const { item } of make(request(1), never)) {
				items.push(item);
			}
		}, /quota/);
		assert.deepEqual(items, [{ id: 1 }]);
	});

	it('ends the request when nobody wants its items any more', async () => {
		let isEnded = false;
		const make = source(async function* (_prompt, signal) {
			yield text('[{"id":1},');
			await new Promise(resolve => signal.addEventListener('abort', resolve));
			isEnded = true;
		});
		for await (const _item of make(request(1), never)) {
			break;
		}
		assert.ok(isEnded);
	});
});
