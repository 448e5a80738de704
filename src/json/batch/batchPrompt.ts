import { buildJsonPrompt, type JsonPrompt, type JsonRequest } from '../prompt.ts';
import { listOf } from '../schema/schemaAt.ts';
import type { BatchRequest } from './batch.ts';

/** The request for some items of a job: one list, whose items satisfy the schema. */
export function buildBatchPrompt(
	request: JsonRequest,
	batch: BatchRequest,
	distinctOn: readonly string[],
): JsonPrompt {
	return buildJsonPrompt({
		...request,
		schema: listOf(request.schema, batch.count),
		rules: [...(request.rules ?? []), ...rules(batch, distinctOn)],
	});
}

function rules({ count, number, taken }: BatchRequest, distinctOn: readonly string[]): string[] {
	const names = distinctOn.map(name => JSON.stringify(name)).join(' and ');
	return [
		`The request describes one item. Write a list of exactly ${count} of them, each complete and unlike the others.`,
		...(number > 1
			? [`This is part ${number} of a longer list: avoid what comes to mind first.`]
			: []),
		...(distinctOn.length > 0 ? [`No two items may have the same ${names}.`] : []),
		...(distinctOn.length > 0 && taken.length > 0 ? [`Already taken: ${taken.join(', ')}.`] : []),
	];
}
