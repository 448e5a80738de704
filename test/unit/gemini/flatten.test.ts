import assert from 'node:assert/strict';
import { flatten } from '../../../src/gemini/flatten.ts';

const item = (id: number) => ({ id });

/** Batches, and whether the source was ended. */
function source(batches: readonly (readonly number[])[], failure?: Error) {
	const state = { isClosed: false };
	async function* produce() {
		try {
			for (const batch of batches) {
				await Promise.resolve();
				yield batch.map(item);
			}
			if (failure !== undefined) {
				throw failure;
			}
		} finally {
			state.isClosed = true;
		}
	}
	return { state, items: flatten(produce()) };
}

describe('Batches handed out one by one', () => {
	it('keep their order, and empty ones are passed over', async () => {
		const seen: number[] = [];
		for await (const { id } of source([[1, 2], [], [3], []]).items) {
			seen.push(id);
		}
		assert.deepEqual(seen, [1, 2, 3]);
	});

	it('end their source when the loop is left', async () => {
		const { state, items } = source([[1, 2], [3]]);
		for await (const { id } of items) {
			assert.equal(id, 1);
			break;
		}
		assert.equal(state.isClosed, true);
		assert.deepEqual(await items.next(), { done: true, value: undefined });
	});

	it('end their source when an error is thrown in', async () => {
		const { state, items } = source([[1]]);
		await items.next();
		await assert.rejects(items.throw(new Error('out')), /out/);
		assert.equal(state.isClosed, true);
	});

	it('pass a failure on after what came before it', async () => {
		const { items } = source([[1]], new Error('broken'));
		assert.deepEqual(await items.next(), { done: false, value: { id: 1 } });
		await assert.rejects(items.next(), /broken/);
		assert.deepEqual(await items.next(), { done: true, value: undefined });
	});

	it('answer questions that do not wait for each other in their order', async () => {
		const { items } = source([[1], [2, 3, 4], [5]]);
		const answers = await Promise.all(Array.from({ length: 7 }, () => items.next()));
		assert.deepEqual(
			answers.map(({ value }) => value?.id),
			[1, 2, 3, 4, 5, undefined, undefined],
		);
	});
});
