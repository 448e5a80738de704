import { isObject, own } from '../../gemini/schema/jsonValue.ts';
import type { Prompt } from '../../shared/prompt.ts';
import type { Source } from '../prompt.ts';
import { jsonOf } from '../stream/answerText.ts';
import { type JsonAnswer, type StreamOptions, streamJson } from '../stream/streamJson.ts';
import type { JsonProblem } from '../validation/verdict.ts';
import { parseWritten } from '../writtenNumbers.ts';
import { applyRepairs, type Layout, type Repaired } from './applyRepairs.ts';
import { planRepairs, type Repair } from './repairPlan.ts';
import { type Ask, buildRepairPrompt } from './repairPrompt.ts';

/** What a round needs to know of the document and of how it came about. */
export interface RepairRequest {
	readonly base: Omit<Prompt, 'contents'>;
	readonly schema: unknown;
	readonly wish: string;
	readonly sources?: readonly Source[] | undefined;
	readonly text: string;
	readonly problems: readonly JsonProblem[];
	readonly layout?: Layout | undefined;
}

/** One round: the text with new values, and the answer that gave them, if the model was asked at all. */
export interface RepairRound extends Repaired {
	readonly answer: JsonAnswer | undefined;
}

/**
 * Asks for new values where the document is wrong, and puts them in. What the schema decides alone is not asked
 * for; a value that the answer lacks stays as it was.
 *
 * @throws what the engine throws, but for the abort.
 */
export async function repairRound(
	{ base, schema, wish, sources, text, problems, layout }: RepairRequest,
	options: Omit<StreamOptions, 'onText'>,
): Promise<RepairRound> {
	const repairs = planRepairs(problems);
	const asks = repairs.filter(each => each.kind === 'ask');
	if (asks.length === 0) {
		return { ...applyRepairs(text, repairs, new Map(), layout), answer: undefined };
	}
	const request = (constraint: JsonAnswer['constraint']) =>
		buildRepairPrompt(text, schema, asks, { base, wish, sources, constraint });
	const answer = await streamJson(request, options);
	if (answer.isCancelled || !answer.isComplete) {
		return { text, changes: [], answer };
	}
	const values = valuesOf(answer.text, request(answer.constraint).places);
	return { ...applyRepairs(text, repairs, values, layout), answer };
}

/** How many values a round would ask for or set. */
export function repairCount(problems: readonly JsonProblem[]): number {
	return planRepairs(problems).length;
}

function valuesOf(text: string, places: ReadonlyMap<string, Ask>): ReadonlyMap<Repair, unknown> {
	const parsed = parse(jsonOf(text));
	return new Map(
		[...places].flatMap(([name, ask]): [Repair, unknown][] =>
			isObject(parsed) && Object.hasOwn(parsed, name) ? [[ask, own(parsed, name)]] : [],
		),
	);
}

function parse(text: string): unknown {
	try {
		return parseWritten(text);
	} catch {
		// An answer that is no JSON gives no values: nothing changes, which is said.
		return undefined;
	}
}
