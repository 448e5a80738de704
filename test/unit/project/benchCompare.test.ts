import assert from 'node:assert/strict';
import { findLosses } from '../../../bench/harness/compare.ts';
import type { PartResult, Unit } from '../../../bench/harness/part.ts';

function measured(name: string, unit: Unit, ...samples: number[]): PartResult {
	return { series: [], goals: [{ name, unit, limit: 2, samples }] };
}

describe('What the benchmark calls a loss', () => {
	const recorded = measured('ours to the floor', 'x', 0.9, 1, 5);

	it('is a ratio whose median has grown by more than a tenth', () => {
		assert.deepEqual(findLosses(recorded, measured('ours to the floor', 'x', 1, 1.12, 1.2)), [
			{ name: 'ours to the floor', words: 'ours to the floor: 1.00 → 1.12 ×, 12 % worse' },
		]);
	});

	it('is none when it has grown less, or when one round alone was slow', () => {
		assert.deepEqual(findLosses(recorded, measured('ours to the floor', 'x', 1, 1.09, 9)), []);
	});

	it('is a size, but no time, which is another on every machine', () => {
		const was = (unit: Unit) => measured('it', unit, 100);
		const is = (unit: Unit) => measured('it', unit, 120);
		assert.deepEqual(
			(['KB', 'MB', 'count', 'ms'] as const).map(unit => findLosses(was(unit), is(unit)).length),
			[1, 1, 1, 0],
		);
	});

	it('is nothing that was never recorded', () => {
		assert.deepEqual(findLosses(undefined, measured('new', 'x', 9)), []);
		assert.deepEqual(findLosses(recorded, measured('new', 'x', 9)), []);
	});
});
