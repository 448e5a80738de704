export function median(numbers: readonly number[]): number {
	return quantile(numbers, 0.5);
}

/** The number below which this share of the numbers lies; between two of them for the median. */
export function quantile(numbers: readonly number[], share: number): number {
	const sorted = numbers.toSorted((one, other) => one - other);
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? Number.NaN;
	const above = sorted[Math.ceil(place)] ?? Number.NaN;
	return below + (above - below) * (place - Math.floor(place));
}

export function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** Round by round, because what disturbs a machine disturbs neighbours alike. */
export function ratios(ours: readonly number[], others: readonly number[]): number[] {
	return ours.map((sample, round) => sample / (others[round] ?? Number.NaN));
}
