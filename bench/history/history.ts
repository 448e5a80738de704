import { rm } from 'node:fs/promises';
import { temporaryFolder } from '../../test/host/workspace.ts';
import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { buildForNode, runWorker } from '../harness/worker.ts';
import { fillStore } from './store.ts';

const ROUNDS = 7;
const amounts = { conversations: 10_000, turns: 1_000 };

interface Sample {
	readonly wall: number;
	readonly processor: number;
}

const labels = {
	openFloor: 'floor: reading and parsing the files of 1,000 turns',
	open: 'opening the conversation of 1,000 turns',
	listFloor: 'floor: naming the files of 10,000 conversations, parsing their index',
	list: 'listing 10,000 conversations',
};

export const history: Part = {
	name: 'history',
	work: 'The store as a new window finds it, in a fresh process each time, with files that the system has in memory; time until the conversation, or the sorted list, is there.',
	async measure() {
		const folder = await temporaryFolder();
		try {
			const id = await fillStore(folder, amounts);
			const worker = await buildForNode('bench/history/worker.ts');
			const samples = await interleave(
				['openFloor', 'open', 'listFloor', 'list'] as const,
				ROUNDS,
				name => runWorker<Sample>(worker, name, folder, id),
			);
			const of = (name: keyof typeof labels, clock: keyof Sample = 'wall') =>
				(samples.get(name) ?? []).map(sample => sample[clock]);
			const ratio = (words: string, name: 'open' | 'list', limit: number) =>
				ratioGoal(words, of(name, 'processor'), of(`${name}Floor`, 'processor'), limit);
			return {
				series: seriesOf(samples, labels, ({ wall }) => wall),
				goals: [
					{ name: 'opening 1,000 turns', unit: 'ms', limit: 150, samples: of('open') },
					{ name: 'listing 10,000', unit: 'ms', limit: 100, samples: of('list') },
					ratio('opening to its floor, processor time', 'open', 2),
					ratio('listing to its floor, processor time', 'list', 2),
				],
			};
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
};
