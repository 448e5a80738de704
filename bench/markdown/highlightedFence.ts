import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { singleBlock } from './answer.ts';
import { withStreamPage } from './streamPage.ts';

const ROUNDS = 5;

const labels = {
	chunks: 'floor: plain text, an element for every twenty lines',
	ours: 'Comet Gemini without colours',
	colored: 'Comet Gemini with colours',
};

export const highlightedFence: Part = {
	name: 'highlighted-fence',
	work: 'A fence of 40 KB in deltas of about 40 characters, each line coloured once it has ended, token by token; script and layout. The editor’s tokens come from the extension host, which this does not measure.',
	measure: () =>
		withStreamPage(async page => {
			const text = singleBlock('fence', 40_000);
			await page.stream('colored', text);
			const samples = await interleave(['chunks', 'ours', 'colored'] as const, ROUNDS, name =>
				page.stream(name, text),
			);
			const of = (name: keyof typeof labels) => (samples.get(name) ?? []).map(({ total }) => total);
			return {
				series: seriesOf(samples, labels, ({ total }) => total),
				remarks: [page.version],
				goals: [ratioGoal('coloured to plain chunked text', of('colored'), of('chunks'), 4)],
			};
		}),
};
