import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { median } from '../harness/statistics.ts';
import { buildForNode, runWorker } from '../harness/worker.ts';

const ROUNDS = 5;
const ITERATIONS = '4';

const names = ['floor', 'drain', 'ours', 'genai', 'doStream', 'streamText'] as const;

const labels = {
	floor: 'floor: fetch drained + JSON.parse of every event',
	drain: 'fetch drained',
	ours: 'Comet Gemini: checked ModelEvents',
	genai: '@google/genai generateContentStream',
	doStream: '@ai-sdk/google doStream',
	streamText: 'ai streamText with @ai-sdk/google',
};

export const hostPipeline: Part = {
	name: 'host-pipeline',
	work: '20,000 events (9.5 MB, CRLF) from a server of its own process; each candidate in a fresh process a round, processor time of the median of four answers after a first one.',
	async measure() {
		const server = fork(join(projectRoot, 'bench/hostPipeline/server.ts'), { silent: true });
		try {
			const [port] = server.stdout ? await once(server.stdout, 'data') : [];
			const origin = `http://127.0.0.1:${String(port).trim()}`;
			const worker = await buildForNode('bench/hostPipeline/worker.ts');
			const samples = await interleave(names, ROUNDS, async name =>
				median(await runWorker<number[]>(worker, name, origin, ITERATIONS)),
			);
			const of = (name: (typeof names)[number]) => samples.get(name) ?? [];
			return {
				series: seriesOf(samples, labels, time => time),
				goals: [
					ratioGoal('ours to the floor', of('ours'), of('floor'), 1.5),
					ratioGoal('ours to @google/genai', of('ours'), of('genai'), 1 / 5),
					ratioGoal('ours to streamText', of('ours'), of('streamText'), 1 / 8),
				],
			};
		} finally {
			server.kill();
		}
	},
};
