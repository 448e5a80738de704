import { ratioGoal, seriesOf } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Part } from '../harness/part.ts';
import { mixedAnswer } from './answer.ts';
import { withStreamPage } from './streamPage.ts';
import type { Summary } from './summary.ts';

const ROUNDS = 3;
const LENGTH = 200_000;
/** Those that render everything anew take minutes: so much of it tells how they grow. */
const SLOW_LIMIT = 8_000;

const labels = {
	floor: 'floor: finished blocks moved in, the open one as text',
	ours: 'Comet Gemini',
	smd: 'streaming-markdown (never looks back)',
	marked: 'marked and innerHTML, extrapolated',
	react: 'react-markdown with remark-gfm, extrapolated',
};

export const streamingMarkdown: Part = {
	name: 'streaming-markdown',
	work: 'A mixed answer of 200 KB in deltas of about 40 characters, each rendered and laid out before the next one, in headless Chromium under the panel’s policy; script and layout. Runs of those that render everything anew are broken off after 8 s and extrapolated with the square of the length.',
	measure: () =>
		withStreamPage(async page => {
			const text = mixedAnswer(LENGTH);
			await page.stream('ours', text);
			const samples = await interleave(
				['floor', 'ours', 'smd', 'marked', 'react'] as const,
				ROUNDS,
				name =>
					page.stream(
						name,
						text,
						name === 'marked' || name === 'react' ? { limit: SLOW_LIMIT } : {},
					),
			);
			const of = (name: keyof typeof labels, figure: keyof Summary = 'total') =>
				(samples.get(name) ?? []).map(summary => summary[figure]);
			return {
				series: [
					...seriesOf(samples, labels, ({ total }) => total),
					{ name: 'Comet Gemini: script', unit: 'ms', samples: of('ours', 'script') },
					{ name: 'Comet Gemini: style and layout', unit: 'ms', samples: of('ours', 'layout') },
					{ name: 'Comet Gemini: worst frame', unit: 'ms', samples: of('ours', 'worst') },
					{ name: 'floor: worst frame', unit: 'ms', samples: of('floor', 'worst') },
				],
				remarks: [page.version],
				goals: [
					ratioGoal('ours to the floor', of('ours'), of('floor'), 2),
					ratioGoal('ours to rendering anew with marked', of('ours'), of('marked'), 1 / 40),
					ratioGoal('ours to react-markdown', of('ours'), of('react'), 1 / 40),
					{ name: 'frames over 16.7 ms', unit: 'count', limit: 0, samples: of('ours', 'slow') },
					{ name: 'frame p99', unit: 'ms', limit: 4, samples: of('ours', 'p99') },
					{
						name: 'last tenth to first tenth',
						unit: 'x',
						limit: 1.25,
						samples: of('ours', 'lastToFirst'),
					},
				],
			};
		}),
};
