import { ratioGoal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part, Series } from '../harness/part.ts';
import { median } from '../harness/statistics.ts';
import { buildForNode, runWorker } from '../harness/worker.ts';

const MIB = 2 ** 20;
const ROUNDS = 5;
/** A quadratic one takes a quarter of a minute each time. */
const GENAI_ROUNDS = 1;

interface Sample {
	/** Bytes. */
	readonly memory: number;
	/** Milliseconds of processor time. */
	readonly times: readonly number[];
}

const labels = {
	drain8: 'fetch drained, 8 MiB',
	ours8: 'Comet Gemini, 8 MiB',
	drain16: 'fetch drained, 16 MiB',
	ours16: 'Comet Gemini, 16 MiB',
};

export const largeEvent: Part = {
	name: 'large-event',
	work: 'One event with an image of 8 or 16 MiB of base64 in reads of 1,400 bytes from a `fetch` in the process; a fresh process a round: its memory after the first time, processor time of the median of four more.',
	async measure() {
		const worker = await buildForNode('bench/largeEvent/worker.ts');
		const read = (name: string, mebibytes: number, iterations: number) =>
			runWorker<Sample>(worker, name, String(mebibytes * MIB), String(iterations));
		const samples = await interleave(
			['drain8', 'ours8', 'drain16', 'ours16'] as const,
			ROUNDS,
			name => read(name.replace(/\d+/, ''), Number(/\d+/.exec(name)), 4),
		);
		const genai = await interleave(['genai', 'ours8'] as const, GENAI_ROUNDS, name =>
			name === 'genai' ? read('genai', 8, 0) : read('ours', 8, 4),
		);
		const of = (name: keyof typeof labels) => (samples.get(name) ?? []).map(timeOf);
		const memory = (name: keyof typeof labels) =>
			(samples.get(name) ?? []).map(each => each.memory);
		const slow = (genai.get('genai') ?? []).map(timeOf);
		const fast = (genai.get('ours8') ?? []).map(timeOf);
		return {
			series: [
				...[...samples].flatMap(([name, each]) => [
					series(`${labels[name]}: processor time`, each.map(timeOf)),
					megabytes(
						`${labels[name]}: peak memory of the process`,
						each.map(one => one.memory),
					),
				]),
				series('@google/genai, 8 MiB: processor time', slow),
			],
			goals: [
				ratioGoal('8 MiB: ours to fetch drained', of('ours8'), of('drain8'), 4),
				ratioGoal('ours: 16 MiB to 8 MiB', of('ours16'), of('ours8'), 2.4),
				ratioGoal('8 MiB: ours to @google/genai', fast, slow, 1 / 200),
				{
					name: '8 MiB: peak memory above the floor, in sizes of the event',
					unit: 'x',
					limit: 4,
					samples: memory('ours8').map(
						(bytes, round) => (bytes - (memory('drain8')[round] ?? 0)) / (8 * MIB),
					),
				},
			],
		};
	},
};

function timeOf({ times }: Sample): number {
	return median(times);
}

function series(name: string, samples: readonly number[]): Series {
	return { name, unit: 'ms', samples };
}

function megabytes(name: string, bytes: readonly number[]): Series {
	return { name, unit: 'MB', samples: bytes.map(each => each / MIB) };
}
