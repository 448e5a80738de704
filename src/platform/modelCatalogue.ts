import type { Endpoint } from '../gemini/endpoint.ts';
import { bareModelId } from '../gemini/modelName.ts';
import type { Catalogue, ModelInfo } from '../gemini/models.ts';
import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

/** A model as pickers show it. */
export type CatalogueEntry = ModelInfo;

/** The models of an endpoint, by default the configured one. */
export interface ModelCatalogue {
	/** Of the configured endpoint the list is kept for ten minutes. @throws what `Endpoints.resolve` throws. */
	list(endpoint?: Endpoint): Promise<readonly CatalogueEntry[]>;
	/** What the configured endpoint is known to say of a model, without asking it. */
	known(model: string): CatalogueEntry | undefined;
}

const KEPT_MS = 10 * 60_000;

export function createModelCatalogue(endpoints: Endpoints): ModelCatalogue {
	/** By base URL. */
	const catalogues = new Map<string, Catalogue>();
	return {
		async list(given) {
			const { idleTimeoutMs } = readSettings();
			const [endpoint, { listModels }] = await Promise.all([
				given ?? endpoints.resolve(),
				import('../gemini/models.ts'),
			]);
			const catalogue = await listModels(endpoint, {
				fetch: globalThis.fetch,
				signal: AbortSignal.timeout(30_000),
				idleTimeoutMs,
				cached: given === undefined ? catalogues.get(endpoint.baseUrl) : undefined,
				maxAgeMs: KEPT_MS,
			});
			if (catalogue.models.some(({ sources }) => sources.some(source => source !== 'builtIn'))) {
				catalogues.set(endpoint.baseUrl, catalogue);
			}
			return catalogue.models;
		},
		known(model) {
			const id = bareModelId(model);
			return catalogues.get(configuredBaseUrl(endpoints))?.models.find(each => each.id === id);
		},
	};
}

function configuredBaseUrl(endpoints: Endpoints): string {
	try {
		return endpoints.configured().baseUrl;
	} catch {
		// A base URL that cannot be read has no models.
		return '';
	}
}
