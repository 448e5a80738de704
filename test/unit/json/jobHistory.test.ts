import assert from 'node:assert/strict';
import { isUnfinished, JobHistory, type PastJob } from '../../../src/json/jobHistory.ts';
import { withLimits, withSeed } from '../../../src/json/jobs.ts';

function memento() {
	const values = new Map<string, unknown>();
	return {
		get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
		update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
		values,
	};
}

function job(wish: string, askedAt: number, schema: unknown = {}): PastJob {
	return { name: 'x', schema, uri: undefined, wish, base: { model: 'm' }, askedAt };
}

const outline = (jobs: readonly PastJob[]) => jobs.map(({ wish, askedAt }) => `${wish} ${askedAt}`);

describe('JobHistory', () => {
	it('lets a batch go on that lacks items, or of which not all stand in its document', () => {
		const batch = (made: number, isKept?: boolean): PastJob => {
			const plan = {
				job: { total: 4, batchSize: 2, concurrency: 1, distinctOn: [] },
				format: 'csv',
			} as const;
			return { ...job('a', 1), batch: { id: 'b', plan, made, document: 'untitled:x', isKept } };
		};
		assert.deepEqual([job('a', 1), batch(3), batch(4), batch(4, true)].map(isUnfinished), [
			false,
			true,
			false,
			true,
		]);
	});

	it('has the newest first, and the same request once', async () => {
		const state = memento();
		const history = new JobHistory(state);
		await history.add(job('a', 1));
		await history.add(job('b', 2));
		await history.add(job('a', 3));
		assert.deepEqual(
			[outline(history.jobs), outline(new JobHistory(state).jobs)],
			[
				['a 3', 'b 2'],
				['a 3', 'b 2'],
			],
		);
	});

	it('knows a huge request in this window only, and no more than twenty', async () => {
		const state = memento();
		const history = new JobHistory(state);
		for (let number = 1; number <= 25; number++) {
			await history.add(job(`j${number}`, number));
		}
		await history.add(job('huge', 26, { description: 'x'.repeat(300_000) }));
		assert.deepEqual(
			[history.jobs.length, new JobHistory(state).jobs.length, history.jobs[0]?.wish],
			[20, 19, 'huge'],
		);
	});
});

describe('the settings of a job', () => {
	it('get a seed unless one is set, and other limits without losing the rest', () => {
		const base = withSeed({ model: 'm', generationConfig: { topP: 0.5 } }, 7);
		assert.deepEqual(
			[
				withSeed({ model: 'm', generationConfig: { seed: 1 } }, 7).generationConfig,
				withLimits(base, { maxOutputTokens: 9, thinkingLevel: 'low' }),
				withLimits(base, {}),
			],
			[
				{ seed: 1 },
				{
					model: 'm',
					thinkingLevel: 'low',
					generationConfig: { seed: 7, topP: 0.5, maxOutputTokens: 9 },
				},
				{ model: 'm', generationConfig: { seed: 7, topP: 0.5 } },
			],
		);
	});
});
