import { quantile, sum } from '../harness/statistics.ts';
import type { Run } from './page.ts';

/** Milliseconds; of frames the sum of script and layout. */
export interface Summary {
	readonly script: number;
	readonly layout: number;
	readonly total: number;
	readonly p50: number;
	readonly p99: number;
	readonly worst: number;
	/** Frames over 16.7 ms. */
	readonly slow: number;
	/** Mean frame of the last tenth to that of the first. */
	readonly lastToFirst: number;
}

/** An unfinished run is extrapolated: its cost grows with the square of what is shown. */
export function summarize({ script, layout, isWhole }: Run, frames: number): Summary {
	const all = script.map((milliseconds, index) => milliseconds + (layout[index] ?? 0));
	const factor = isWhole ? 1 : (frames / all.length) ** 2;
	const tenth = Math.ceil(all.length / 10);
	return {
		script: sum(script) * factor,
		layout: sum(layout) * factor,
		total: sum(all) * factor,
		p50: quantile(all, 0.5),
		p99: quantile(all, 0.99),
		worst: quantile(all, 1),
		slow: all.filter(milliseconds => milliseconds > 16.7).length,
		lastToFirst: sum(all.slice(-tenth)) / sum(all.slice(0, tenth)),
	};
}
