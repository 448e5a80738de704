import type { Goal, Series, Unit } from './part.ts';
import { ratios } from './statistics.ts';

/** That one candidate takes at most so many times as much as another. */
export function ratioGoal(
	name: string,
	ours: readonly number[],
	others: readonly number[],
	limit: number,
): Goal {
	return { name, unit: 'x', limit, samples: ratios(ours, others) };
}

/** A row for every candidate, under the words that tell what it is. */
export function seriesOf<Name extends string, Sample>(
	samples: ReadonlyMap<Name, readonly Sample[]>,
	labels: Readonly<Record<Name, string>>,
	figure: (sample: Sample) => number,
	unit: Unit = 'ms',
): Series[] {
	return [...samples].map(([name, each]) => ({
		name: labels[name],
		unit,
		samples: each.map(figure),
	}));
}
