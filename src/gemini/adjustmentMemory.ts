import type { Adjustment } from '../shared/events.ts';
import type { Endpoint } from './endpoint.ts';
import { bareModelId } from './modelName.ts';

/** What endpoints have refused before, by endpoint and model, so that the same 400 is not asked for again. */
export interface AdjustmentMemory {
	recall(endpoint: Endpoint, model: string): ReadonlySet<Adjustment>;
	remember(endpoint: Endpoint, model: string, adjustment: Adjustment): void;
}

/** Lives as long as the window: a model that learns something new is asked again tomorrow. */
export function createAdjustmentMemory(): AdjustmentMemory {
	const known = new Map<string, ReadonlySet<Adjustment>>();
	const keyOf = (endpoint: Endpoint, model: string) => `${endpoint.baseUrl} ${bareModelId(model)}`;
	return {
		recall: (endpoint, model) => known.get(keyOf(endpoint, model)) ?? new Set(),
		remember(endpoint, model, adjustment) {
			const key = keyOf(endpoint, model);
			known.set(key, new Set([...(known.get(key) ?? []), adjustment]));
		},
	};
}
