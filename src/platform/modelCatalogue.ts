import * as vscode from 'vscode';
import type { Endpoint } from '../gemini/endpoint.ts';
import { bareModelId } from '../gemini/modelName.ts';
import type { Catalogue, ModelInfo } from '../gemini/models.ts';
import { DEMO_BASE_URL } from './demoEndpoint.ts';
import { modelFetch } from './demoMode.ts';
import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

/** What endpoints say of their models. */
export interface ModelCatalogue {
	/** The models of the configured endpoint, kept for a while. @throws what `Endpoints.resolve` throws. */
	list(): Promise<readonly ModelInfo[]>;
	/** Asks an endpoint; see `listModels`. */
	fetch(endpoint: Endpoint): Promise<Catalogue>;
	/** What the configured endpoint is known to say of a model, without asking it. */
	known(model: string): ModelInfo | undefined;
}

const KEPT_MS = 10 * 60_000;
const TIMEOUT_MS = 30_000;

export function createModelCatalogue(endpoints: Endpoints): ModelCatalogue {
	/** The last answers, by base URL, with the key for which they hold. */
	const catalogues = new Map<
		string,
		{ readonly catalogue: Catalogue; readonly apiKey: string | undefined }
	>();
	const ask = async (endpoint: Endpoint, cached?: Catalogue): Promise<Catalogue> => {
		const { listModels } = await import('../gemini/models.ts');
		const catalogue = await listModels(endpoint, {
			fetch: modelFetch,
			signal: AbortSignal.timeout(TIMEOUT_MS),
			idleTimeoutMs: readSettings().idleTimeoutMs,
			cached,
			maxAgeMs: KEPT_MS,
		});
		if (catalogue.models.some(({ sources }) => sources.some(source => source !== 'builtIn'))) {
			catalogues.set(endpoint.baseUrl, { catalogue, apiKey: endpoint.apiKey });
		}
		return endpoint.baseUrl === DEMO_BASE_URL ? asDemo(catalogue) : catalogue;
	};
	return {
		async list() {
			const endpoint = await endpoints.resolve();
			const last = catalogues.get(endpoint.baseUrl);
			const isSameKey = last?.apiKey === endpoint.apiKey;
			return (await ask(endpoint, isSameKey ? last?.catalogue : undefined)).models;
		},
		fetch: endpoint => ask(endpoint),
		known(model) {
			const id = bareModelId(model);
			const baseUrl = currentBaseUrl(endpoints);
			const found = catalogues.get(baseUrl)?.catalogue.models.find(each => each.id === id);
			return found && baseUrl === DEMO_BASE_URL ? demoModel(found) : found;
		},
	};
}

function asDemo(catalogue: Catalogue): Catalogue {
	return { ...catalogue, models: catalogue.models.map(demoModel) };
}

/** Nobody shall take the demo's models for the real ones, whose names they bear, nor pay for them. */
function demoModel({ price: _price, displayName, ...model }: ModelInfo): ModelInfo {
	return { ...model, displayName: vscode.l10n.t('Demo · {0}', displayName ?? model.id) };
}

function currentBaseUrl(endpoints: Endpoints): string {
	try {
		return endpoints.current().baseUrl;
	} catch {
		// A base URL that cannot be read has no models.
		return '';
	}
}
