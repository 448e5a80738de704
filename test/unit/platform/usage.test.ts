import assert from 'node:assert/strict';
import { summarize, type UsageSummary } from '../../../src/platform/price.ts';
import { UsageTotals } from '../../../src/platform/usageTotals.ts';
import { usageWords } from '../../../src/platform/usageWords.ts';
import { plainL10n } from '../plainL10n.ts';

function memoryOf(stored: unknown) {
	const memory = {
		value: stored,
		get: () => memory.value,
		update: async (_key: string, value: unknown) => {
			memory.value = JSON.parse(JSON.stringify(value));
		},
	};
	return memory;
}

const fail = (error: unknown) => assert.fail(String(error));

const usage = { prompt: 100, candidates: 20, thoughts: 30 };

describe('the totals of the day', () => {
	it('grow with each answer, over windows, and begin anew with the day', () => {
		const memory = memoryOf(undefined);
		let day = '2026-11-22';
		const open = () => new UsageTotals(memory, () => day, fail);
		const [one, other] = [open(), open()];
		one.add('a', usage);
		other.add('a', usage);
		one.add('b', usage);
		const sum = { answers: 1, input: 100, output: 50 };
		assert.deepEqual(open().ofToday, { a: { answers: 2, input: 200, output: 100 }, b: sum });
		day = '2026-11-23';
		assert.deepEqual(one.ofToday, {});
		one.add('a', usage);
		assert.deepEqual(other.ofToday, { a: sum });
	});

	it('take no notice of what cannot be read', () => {
		for (const stored of [
			7,
			{ day: 'd' },
			{ day: 'd', models: [] },
			{ day: 'd', models: { a: { answers: 1, input: '5', output: 1 } } },
		]) {
			assert.deepEqual(new UsageTotals(memoryOf(stored), () => 'd', fail).ofToday, {});
		}
	});

	it('tell their listeners, and report what could not be stored', async () => {
		const reported: unknown[] = [];
		let told = 0;
		const memory = { get: () => undefined, update: () => Promise.reject(new Error('full')) };
		const totals = new UsageTotals(
			memory,
			() => 'd',
			error => reported.push(error),
		);
		const subscription = totals.onDidChange(() => told++);
		totals.add('a', usage);
		subscription.dispose();
		totals.add('a', usage);
		await new Promise(resolve => setImmediate(resolve));
		assert.deepEqual([told, reported.length], [1, 2]);
	});
});

describe('the cost of tokens', () => {
	const sums = {
		known: { answers: 2, input: 1_000_000, output: 500_000 },
		unknown: { answers: 1, input: 10, output: 5 },
	};

	it('is added up as far as prices are known, and says when they are not', () => {
		const price = { inputPerMillion: 0.5, outputPerMillion: 3, perRequest: 0.25 };
		const priceOf = (model: string) => (model === 'known' ? price : undefined);
		const all = summarize(sums, priceOf);
		assert.deepEqual(all, {
			answers: 3,
			input: 1_000_010,
			output: 500_005,
			cost: 2.5,
			isCostPartial: true,
		});
		const words = (summary: UsageSummary) => usageWords(summary, plainL10n, 'en');
		assert.deepEqual(
			[words(all), words(summarize({ known: sums.known }, priceOf)), words(summarize({}, priceOf))],
			[
				'1,000,010 tokens in, 500,005 out · at least $2.50',
				'1,000,000 tokens in, 500,000 out · about $2.50',
				'0 tokens in, 0 out',
			],
		);
	});
});
