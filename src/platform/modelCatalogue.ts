import type { Endpoint } from '../gemini/endpoint.ts';
import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

/** A model as pickers show it. */
export interface CatalogueEntry {
	readonly id: string;
	readonly displayName?: string | undefined;
	readonly description?: string | undefined;
}

/** The models of an endpoint, by default the configured one. */
export interface ModelCatalogue {
	list(endpoint?: Endpoint): Promise<readonly CatalogueEntry[]>;
}

export function createModelCatalogue(endpoints: Endpoints): ModelCatalogue {
	return {
		async list(given) {
			const { idleTimeoutMs } = readSettings();
			const [endpoint, { listModels }] = await Promise.all([
				given ?? endpoints.resolve(),
				import('../gemini/models.ts'),
			]);
			const { models } = await listModels(endpoint, {
				fetch: globalThis.fetch,
				signal: AbortSignal.timeout(30_000),
				idleTimeoutMs,
			});
			return models;
		},
	};
}
