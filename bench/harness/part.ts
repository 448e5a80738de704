/** One quantity of one candidate: a sample a round, in the order of the rounds. */
export interface Series {
	readonly name: string;
	readonly unit: Unit;
	readonly samples: readonly number[];
}

export type Unit = 'x' | 'ms' | 'KB' | 'MB' | 'count';

/** What is to hold: the median of the samples is at most the limit. Less is always better. */
export interface Goal extends Series {
	readonly limit: number;
}

export interface PartResult {
	readonly series: readonly Series[];
	readonly goals: readonly Goal[];
	/** What a reader has to know beside the figures, found out by the run. */
	readonly remarks?: readonly string[];
}

export interface Part {
	readonly name: string;
	/** What is measured, and what with, in a sentence or two. */
	readonly work: string;
	measure(): Promise<PartResult>;
}

/** Ratios and sizes mean the same on every machine; milliseconds do not. */
export function isComparable({ unit }: Series): boolean {
	return unit !== 'ms';
}
