import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

/** A model as pickers show it. */
export interface CatalogueEntry {
	readonly id: string;
	readonly displayName?: string | undefined;
	readonly description?: string | undefined;
}

/** The models of the configured endpoint. */
export interface ModelCatalogue {
	list(): Promise<readonly CatalogueEntry[]>;
}

export function createModelCatalogue(endpoints: Endpoints): ModelCatalogue {
	return {
		async list() {
			const { idleTimeoutMs } = readSettings();
			const [endpoint, { listModels }] = await Promise.all([
				endpoints.resolve(),
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
