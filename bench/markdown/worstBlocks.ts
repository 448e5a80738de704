import { ratioGoal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import type { Goal, Part, Series } from '../harness/part.ts';
import { singleBlock } from './answer.ts';
import { type StreamPage, withStreamPage } from './streamPage.ts';

/** Many, because a run is so short that one collection of garbage doubles it. */
const ROUNDS = 9;
const HALF = 50_000;

const kinds = ['fence', 'list', 'table', 'paragraph'] as const;

export const worstBlocks: Part = {
	name: 'worst-blocks',
	work: 'One block of 50 and of 100 KB, streamed in deltas of about 40 characters: script alone. Twice the text may take little more than twice the time; quadratic would be four times.',
	measure: () =>
		withStreamPage(async page => {
			const series: Series[] = [];
			const goals: Goal[] = [];
			for (const kind of kinds) {
				const { half, whole } = await measureKind(page, kind);
				series.push(
					{ name: `${kind}, 50 KB`, unit: 'ms', samples: half },
					{ name: `${kind}, 100 KB`, unit: 'ms', samples: whole },
				);
				goals.push(ratioGoal(`${kind}: 100 KB to 50 KB`, whole, half, 2.4));
			}
			return { series, goals, remarks: [page.version] };
		}),
};

async function measureKind(page: StreamPage, kind: (typeof kinds)[number]) {
	const lengths = { half: HALF, whole: 2 * HALF };
	const stream = async (length: number) =>
		(await page.stream('ours', singleBlock(kind, length), { isShown: false })).script;
	await stream(HALF);
	const samples = await interleave(['half', 'whole'] as const, ROUNDS, name =>
		stream(lengths[name]),
	);
	return { half: samples.get('half') ?? [], whole: samples.get('whole') ?? [] };
}
