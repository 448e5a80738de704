import { formatNumber, formatUnit } from './format.ts';
import { type Goal, isComparable, type PartResult } from './part.ts';
import { median } from './statistics.ts';

/** What a change may cost in a ratio or a size. */
const TOLERANCE = 1.1;

export interface Loss {
	readonly name: string;
	readonly words: string;
}

/** The goals whose median is more than a tenth worse than the recorded one. */
export function findLosses(recorded: PartResult | undefined, measured: PartResult): Loss[] {
	return measured.goals.filter(isComparable).flatMap(goal => {
		const before = recorded?.goals.find(({ name }) => name === goal.name);
		return before === undefined || !isWorse(before, goal) ? [] : [toLoss(before, goal)];
	});
}

function isWorse(before: Goal, now: Goal): boolean {
	return median(now.samples) > median(before.samples) * TOLERANCE;
}

function toLoss(before: Goal, now: Goal): Loss {
	const [old, present] = [median(before.samples), median(now.samples)];
	const more = Math.round((present / old - 1) * 100);
	const figures = `${formatNumber(old, now.unit)} → ${formatNumber(present, now.unit)}${formatUnit(now.unit)}`;
	return { name: now.name, words: `${now.name}: ${figures}, ${more} % worse` };
}
