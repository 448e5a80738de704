import type { Page } from 'playwright-core';
import { ratioGoal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part, Series } from '../harness/part.ts';
import { quantile } from '../harness/statistics.ts';
import { type BenchEndpoint, startEndpoint } from '../window/endpoint.ts';
import { ask, frameWith, openPanel, runCommand } from '../window/panel.ts';
import { withWindows } from '../window/window.ts';
import { seenAt, watchFrames } from './probe.ts';

const ROUNDS = 3;
const pace = { deltas: 1_000, rate: 200 };

const names = ['bare', 'ours'] as const;

export const deltaToScreen: Part = {
	name: 'delta-to-screen',
	work: 'From writing a delta to the socket until a frame of the panel in VS Code that shows it has been painted: 1,000 deltas, 200 a second, a new window each time. The floor is an extension that reads with `fetch`, posts what it reads at once, and a page that appends it to a text.',
	async measure() {
		const endpoint = await startEndpoint(pace);
		endpoint.task = { first: 'nobody' };
		try {
			return await withWindows(endpoint.origin, async windows => {
				const samples = await interleave(names, ROUNDS, async name => {
					const activated = endpoint.report('activated');
					return windows.use(async page => {
						await activated;
						return delays(page, name, endpoint);
					});
				});
				const at = (name: (typeof names)[number], share: number) =>
					(samples.get(name) ?? []).map(all => quantile(all, share));
				const series = (words: string, times: readonly number[]): Series => ({
					name: words,
					unit: 'ms',
					samples: times,
				});
				return {
					remarks: [windows.version],
					series: [
						series('floor: bare page, p50', at('bare', 0.5)),
						series('floor: bare page, p99', at('bare', 0.99)),
						series('Comet Gemini, p50', at('ours', 0.5)),
						series('Comet Gemini, p99', at('ours', 0.99)),
					],
					goals: [
						{ name: 'p50: one frame', unit: 'ms', limit: 16.7, samples: at('ours', 0.5) },
						{ name: 'p99', unit: 'ms', limit: 50, samples: at('ours', 0.99) },
						ratioGoal('p50: ours to the floor', at('ours', 0.5), at('bare', 0.5), 1.5),
					],
				};
			});
		} finally {
			endpoint.close();
		}
	},
};

/** Milliseconds between writing and seeing each delta, but for those of the first half second. */
async function delays(
	page: Page,
	name: (typeof names)[number],
	endpoint: BenchEndpoint,
): Promise<number[]> {
	if (name === 'ours') {
		const panel = await openPanel(page);
		await watchFrames(panel, '.turn-body');
		await ask(panel, 'Tell me words.');
		return differences(await seenAt(panel, pace.deltas), endpoint.writtenAt);
	}
	await runCommand(page, 'Bench: Stream into a Bare Page');
	const bare = await frameWith(page, 'p.turn-body');
	await watchFrames(bare, '.turn-body');
	return differences(await seenAt(bare, pace.deltas), endpoint.writtenAt);
}

function differences(seen: readonly number[], written: readonly number[]): number[] {
	return seen.map((time, index) => time - (written[index] ?? Number.NaN)).slice(pace.rate / 2);
}
