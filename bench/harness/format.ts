import type { Goal, Series, Unit } from './part.ts';
import { median } from './statistics.ts';

/** `0.21 (0.20–0.24)`: the median and the spread. */
export function formatSamples({ samples, unit }: Series): string {
	const middle = formatNumber(median(samples), unit);
	const [least, most] = [Math.min(...samples), Math.max(...samples)].map(each =>
		formatNumber(each, unit),
	);
	return samples.length === 1 ? middle : `${middle} (${least}–${most})`;
}

export function formatNumber(value: number, unit: Unit): string {
	if (unit === 'count') {
		return value.toFixed(0);
	}
	if (unit === 'x' && value > 0 && value < 0.1) {
		return `1/${Math.round(1 / value)}`;
	}
	const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
	return value.toFixed(digits);
}

/** Limits below one are those of peers, which are many times slower: `1/200`. */
export function formatLimit({ limit, unit }: Goal): string {
	const number =
		unit === 'x' && limit < 0.5 ? `1/${Math.round(1 / limit)}` : String(Number(limit.toFixed(2)));
	return `≤ ${number}${formatUnit(unit)}`;
}

export function formatUnit(unit: Unit): string {
	return unit === 'x' ? ' ×' : unit === 'count' ? '' : ` ${unit}`;
}

export function isMet({ samples, limit }: Goal): boolean {
	return median(samples) <= limit;
}
