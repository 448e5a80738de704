import * as vscode from 'vscode';
import type { Endpoint } from '../gemini/endpoint.ts';
import type { ModelSource } from '../gemini/modelInfo.ts';
import { SECTION } from '../platform/contributions.ts';
import type { DisposableStore } from '../platform/disposables.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import type { Engine } from '../platform/engine.ts';
import type { Log } from '../platform/log.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import { GroupWatch } from './groupWatch.ts';
import { LanguageModelProvider } from './languageModelProvider.ts';
import { createModelLists, type ModelList } from './modelLists.ts';
import { ModelOffers } from './modelOffers.ts';
import { createSignatureMemory } from './signatureMemory.ts';

export interface LanguageModelDeps {
	readonly engine: Engine;
	readonly endpoints: Endpoints;
	readonly catalogue: ModelCatalogue;
	readonly log: Log;
	/** Outlives the window. */
	readonly globalState: vscode.Memento;
}

const HAS_GROUPS = 'languageModel.hasGroups';
const LISTING_SETTINGS = ['baseUrl', 'authHeader', 'model'].map(id => `${SECTION}.${id}`);

/** Knows the models and answers for them; `changed` fires when VS Code is to ask for them again. */
export function createProvider(
	deps: LanguageModelDeps,
	changed: vscode.EventEmitter<void>,
	store: DisposableStore,
): LanguageModelProvider {
	const lists = createModelLists(endpoint => fetchModelList(endpoint, deps.catalogue));
	const refresh = () => {
		lists.clear();
		changed.fire();
	};
	store.add(deps.endpoints.onDidChange(refresh));
	store.add(
		vscode.workspace.onDidChangeConfiguration(event => {
			if (LISTING_SETTINGS.some(id => event.affectsConfiguration(id))) {
				refresh();
			}
		}),
	);
	return new LanguageModelProvider({
		...deps,
		offers: new ModelOffers({ ...deps, lists }),
		groups: store.add(watchGroups(deps, () => changed.fire())),
		memory: createSignatureMemory(),
		onDidChange: changed.event,
	});
}

async function fetchModelList(endpoint: Endpoint, catalogue: ModelCatalogue): Promise<ModelList> {
	const { models, failures } = await catalogue.fetch(endpoint);
	const tells = (...told: readonly ModelSource[]) =>
		models.some(({ sources }) => sources.some(source => told.includes(source)));
	if (tells('native', 'openai')) {
		return { models };
	}
	// A public catalogue asks for no key, so that it says nothing about this one.
	const refusal = [failures.native, failures.openai].find(each => each?.kind === 'auth');
	return { models, failure: refusal ?? (tells('catalogue') ? undefined : failures.native) };
}

function watchGroups({ globalState, log }: LanguageModelDeps, refresh: () => void): GroupWatch {
	return new GroupWatch({
		hadGroups: globalState.get(HAS_GROUPS) !== false,
		remember(hasGroups) {
			globalState
				.update(HAS_GROUPS, hasGroups)
				.then(undefined, error => log.warn(`Not remembered: ${String(error)}`));
		},
		refresh,
		delay(callback, ms) {
			const timer = setTimeout(callback, ms);
			return () => clearTimeout(timer);
		},
	});
}
