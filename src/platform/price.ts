import type { ModelPrice } from '../gemini/modelInfo.ts';
import type { TokenSum, UsageByModel } from './usageTotals.ts';

/** US dollars. */
export interface Cost {
	readonly input: number;
	readonly output: number;
	readonly total: number;
}

/**
 * What tokens cost at the catalogue's price; `undefined` where it gives none by token. Discounts for cached
 * tokens, batches or tiers are in no catalogue, so the true price may be lower.
 */
export function costOf({ answers, input, output }: TokenSum, price: ModelPrice | undefined) {
	const { inputPerMillion, outputPerMillion, perRequest = 0 } = price ?? {};
	if (inputPerMillion === undefined || outputPerMillion === undefined) {
		return undefined;
	}
	const cost = {
		input: (input * inputPerMillion) / 1e6,
		output: (output * outputPerMillion) / 1e6,
	};
	return { ...cost, total: cost.input + cost.output + answers * perRequest } satisfies Cost;
}

/** Tokens of several models together, with their cost as far as it is known. */
export interface UsageSummary extends TokenSum {
	readonly cost: number | undefined;
	/** Of some of the tokens the price is unknown. */
	readonly isCostPartial: boolean;
}

export function summarize(
	sums: UsageByModel,
	priceOf: (model: string) => ModelPrice | undefined,
): UsageSummary {
	const rows = Object.entries(sums).map(([model, sum]) => ({
		sum,
		cost: costOf(sum, priceOf(model)),
	}));
	const total = (key: keyof TokenSum) => rows.reduce((before, { sum }) => before + sum[key], 0);
	const known = rows.flatMap(({ cost }) => (cost === undefined ? [] : [cost.total]));
	return {
		answers: total('answers'),
		input: total('input'),
		output: total('output'),
		cost: known.length === 0 ? undefined : known.reduce((before, each) => before + each, 0),
		isCostPartial: known.length < rows.length,
	};
}
