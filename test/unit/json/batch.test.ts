import assert from 'node:assert/strict';
import {
	BatchCollector,
	type BatchItem,
	type BatchJob,
	type BatchRequest,
	runBatches,
} from '../../../src/json/batch/batch.ts';
import { parseWritten } from '../../../src/json/writtenNumbers.ts';

const JOB: BatchJob = { total: 10, batchSize: 4, concurrency: 2, distinctOn: ['id'] };

async function* items(...ids: readonly unknown[]): AsyncGenerator<BatchItem> {
	for (const id of ids) {
		await Promise.resolve();
		yield { item: { id }, isValid: typeof id === 'number' };
	}
}

/** Numbers from 1, as many as each request asks for. */
function counter(): (request: BatchRequest) => AsyncGenerator<BatchItem> {
	let last = 0;
	return ({ count }) => items(...Array.from({ length: count }, () => (last += 1)));
}

const never = new AbortController().signal;
const ignore = () => undefined;

describe('runBatches', () => {
	it('makes as many items as were asked for, in batches', async () => {
		const collector = new BatchCollector(JOB);
		const counts: number[] = [];
		const make = counter();
		const run = (request: BatchRequest) => {
			counts.push(request.count);
			return make(request);
		};
		await runBatches(collector, JOB, run, ignore, never);
		assert.deepEqual(
			[counts, collector.progress.items.map(each => JSON.stringify(each)).length, collector.isDone],
			[[4, 4, 2], 10, true],
		);
	});

	it('asks for more in place of duplicates and of items that are wrong', async () => {
		const collector = new BatchCollector({ ...JOB, total: 4, concurrency: 1 });
		const answers = [items(1, 1, 'wrong', 2), items(2, 3), items(4)];
		const requests: BatchRequest[] = [];
		const run = (request: BatchRequest) => {
			requests.push(request);
			return answers.shift() ?? items();
		};
		await runBatches(collector, { ...JOB, concurrency: 1 }, run, ignore, never);
		assert.deepEqual(
			[collector.progress, requests.map(({ count, taken }) => ({ count, taken }))],
			[
				{
					items: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }],
					duplicates: 2,
					invalid: 1,
					requests: 3,
				},
				[
					{ count: 4, taken: [] },
					{ count: 2, taken: ['1', '2'] },
					{ count: 1, taken: ['1', '2', '3'] },
				],
			],
		);
	});

	it('stops when three requests in a row bring nothing new', async () => {
		const collector = new BatchCollector({ ...JOB, concurrency: 1 });
		let requests = 0;
		const run = () => {
			requests += 1;
			return items(1, 1);
		};
		await runBatches(collector, { ...JOB, concurrency: 1 }, run, ignore, never);
		assert.deepEqual([requests, collector.isExhausted, collector.isDone], [4, true, false]);
	});

	it('keeps what was made when a request fails, ends the others, and goes on from there', async () => {
		const failure = new Error('quota');
		const collector = new BatchCollector(JOB);
		const ended: number[] = [];
		async function* run({ number }: BatchRequest, signal: AbortSignal) {
			try {
				yield* items(number);
				if (number === 2) {
					throw failure;
				}
				await new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(signal.reason));
				});
			} finally {
				ended.push(number);
			}
		}
		await assert.rejects(runBatches(collector, JOB, run, ignore, never), failure);
		const { progress } = collector;
		assert.deepEqual([progress.items.length, new Set(ended)], [2, new Set([1, 2])]);
		const resumed = new BatchCollector(JOB, structuredClone(progress));
		const numbers: number[] = [];
		const fresh = ({ count, number }: BatchRequest) => {
			numbers.push(number);
			return items(...Array.from({ length: count }, (_each, index) => 100 * number + index));
		};
		await runBatches(resumed, JOB, fresh, ignore, never);
		assert.deepEqual(
			[resumed.isDone, resumed.progress.items.slice(0, 2), numbers],
			[true, progress.items, [3, 4]],
		);
	});

	it('tells large numbers apart, and one number from none that is only written in another way', async () => {
		const ids = ['12345678901234567890', '12345678901234567891', '0.1', '0.10000000000000000001'];
		const same = ['1234567890123456789e1', '12345678901234567891.0', '1E-1', '1e400', '10e399'];
		const collector = new BatchCollector(JOB);
		assert.deepEqual(
			[...ids, ...same].map(id => collector.add({ id: parseWritten(id) }, true)),
			[true, true, true, true, false, false, false, true, false],
		);
		assert.deepEqual(collector.next()?.taken, [...ids, '1e400']);
	});

	it('can be cancelled', async () => {
		const abort = new AbortController();
		const collector = new BatchCollector({ ...JOB, concurrency: 1 });
		const make = counter();
		const run = (request: BatchRequest) => {
			abort.abort(new Error('cancelled'));
			return make(request);
		};
		await assert.rejects(
			runBatches(collector, { ...JOB, concurrency: 1 }, run, ignore, abort.signal),
			/cancelled/,
		);
		assert.equal(collector.progress.items.length, 4);
	});

	it('takes items that are alike when nothing has to be distinct', async () => {
		const job = { ...JOB, total: 3, distinctOn: [] };
		const collector = new BatchCollector(job);
		await runBatches(collector, job, () => items(1, 1, 1, 1), ignore, never);
		assert.deepEqual(collector.progress, {
			items: [{ id: 1 }, { id: 1 }, { id: 1 }],
			duplicates: 0,
			invalid: 0,
			requests: 1,
		});
	});
});
