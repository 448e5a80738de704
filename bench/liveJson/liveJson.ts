import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { median } from '../harness/statistics.ts';
import { buildForNode, runWorker } from '../harness/worker.ts';

const ROUNDS = 7;
const LENGTH = 40_000;
/** Long enough to tell linear from quadratic. */
const LONG = 400_000;

const labels = {
	floor: 'floor: 40 KB joined, parsed and laid out once at the end',
	stream: 'Comet Gemini: 40 KB laid out as it comes',
	jsonc: 'jsonc-parser after every delta',
	partial: 'partial-json after every delta',
};

const longLabels = {
	half: 'Comet Gemini: whole command, 400 KB',
	whole: 'Comet Gemini: whole command, 800 KB',
};

export const liveJson: Part = {
	name: 'live-json',
	work: 'A JSON document in deltas of 40 characters, shown as it grows; the whole command also checks it against its schema. A fresh process each time, processor time of the median of twenty after five (of one for those that parse anew).',
	async measure() {
		const worker = await buildForNode('bench/liveJson/worker.ts', {
			external: ['tinybench'],
		});
		const run = async (name: string, length: number, iterations: number) =>
			median(await runWorker<number[]>(worker, name, String(length), String(iterations)));
		const samples = await interleave(
			['floor', 'stream', 'jsonc', 'partial'] as const,
			ROUNDS,
			name => run(name, LENGTH, name === 'floor' || name === 'stream' ? 20 : 1),
		);
		const long = await interleave(['half', 'whole'] as const, ROUNDS, name =>
			run('command', name === 'half' ? LONG : 2 * LONG, 5),
		);
		const of = (name: keyof typeof labels) => samples.get(name) ?? [];
		const [half = [], whole = []] = [long.get('half'), long.get('whole')];
		return {
			series: [
				...seriesOf(samples, labels, time => time),
				...seriesOf(long, longLabels, time => time),
			],
			goals: [
				ratioGoal('ours to jsonc-parser after every delta', of('stream'), of('jsonc'), 1 / 300),
				ratioGoal('ours to partial-json after every delta', of('stream'), of('partial'), 1 / 300),
				ratioGoal('whole command: twice the length', whole, half, 2.4),
			],
		};
	},
};
