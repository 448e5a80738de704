import { join } from 'node:path';
import { projectRoot } from '../../test/host/projectRoot.ts';
import { buildExtension } from '../harness/extension.ts';
import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { runWorker } from '../harness/worker.ts';
import { startEndpoint } from '../window/endpoint.ts';
import { withWindows } from '../window/window.ts';
import { activationSize, makeBundles } from './bundles.ts';

const COLD_ROUNDS = 15;
const WINDOWS = 4;

const labels = {
	empty: 'cold import of an empty bundle',
	ours: 'cold import of the activation bundle',
	genai: 'cold import of a bundle with @google/genai',
};

export const start: Part = {
	name: 'start',
	work: 'Cold imports in fresh Node processes, in turn. Then the real extension host of VS Code, a new one each time: loading the bundle and `activate()`, and from the first command (*Explain Selection* into a document) to the first text, in turn with the same request by `fetch` alone.',
	async measure() {
		await buildExtension();
		const bundles = await makeBundles();
		const coldImport = join(projectRoot, 'bench/start/coldImport.js');
		const cold = await interleave(['empty', 'ours', 'genai'] as const, COLD_ROUNDS, name =>
			runWorker<number>(coldImport, bundles[name]),
		);
		const [empty = [], ours = [], genai = []] = [
			cold.get('empty'),
			cold.get('ours'),
			cold.get('genai'),
		];
		const host = await measureHost();
		const size = await activationSize();
		return {
			series: [
				...seriesOf(cold, labels, time => time),
				{ name: 'loading the bundle in VS Code', unit: 'ms', samples: host.load },
				{ name: 'first fetch to first bytes', unit: 'ms', samples: host.fetch },
				{ name: 'first command to first text', unit: 'ms', samples: host.ours },
			],
			goals: [
				{
					name: 'cold import above an empty bundle',
					unit: 'ms',
					limit: 4,
					samples: ours.map((time, round) => time - (empty[round] ?? 0)),
				},
				ratioGoal('cold import to a bundle with @google/genai', ours, genai, 1 / 8),
				{ name: 'loaded at activation, minified', unit: 'KB', limit: 40, samples: [size] },
				{ name: 'activate() in VS Code', unit: 'ms', limit: 5, samples: host.activate },
			],
		};
	},
};

async function measureHost() {
	const endpoint = await startEndpoint({ deltas: 200, rate: 50 });
	const load: number[] = [];
	const activate: number[] = [];
	try {
		return await withWindows(endpoint.origin, async windows => {
			const first = await interleave(['ours', 'fetch'] as const, WINDOWS, async name => {
				endpoint.task = { first: name };
				const reports = Promise.all([endpoint.report('activated'), endpoint.report('first')]);
				const [activated, { milliseconds }] = await windows.use(() => reports);
				load.push(activated.load);
				activate.push(activated.activate);
				return milliseconds;
			});
			const [ours = [], fetch = []] = [first.get('ours'), first.get('fetch')];
			return { load, activate, ours, fetch };
		});
	} finally {
		endpoint.close();
	}
}
