import * as vscode from 'vscode';
import { isAboutKey } from '../gemini/checkKey.ts';
import {
	type AuthHeader,
	COMET_BASE_URL,
	type Endpoint,
	normalizeBaseUrl,
} from '../gemini/endpoint.ts';
import { GeminiError } from '../gemini/errors.ts';
import { COMMANDS } from '../platform/contributions.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { readSettings } from '../platform/settings.ts';
import type { GroupConfiguration } from './groupConfiguration.ts';
import {
	chatModels,
	guessedModel,
	inputTokensOf,
	type ListedModel,
	type ModelInformation,
	modelInformation,
} from './modelInformation.ts';
import type { ModelLists } from './modelLists.ts';
import { modelWords } from './words.ts';

export interface ModelOffersDeps {
	readonly endpoints: Endpoints;
	readonly lists: ModelLists;
}

const DEFAULT_AUTH_HEADER: AuthHeader = 'x-goog-api-key';

interface Place {
	/** That of a group; absent for the endpoint of the settings. */
	readonly endpoint?: Endpoint | undefined;
	readonly isInGroup: boolean;
	readonly detail?: string;
}

/** Where a model that VS Code holds is served. */
interface Served {
	/** That of its group with the group's key; absent for the endpoint of the settings. */
	readonly endpoint: Endpoint | undefined;
	readonly inputTokens: number;
}

/** The models that VS Code is offered, and where each of them is served. */
export class ModelOffers {
	private readonly deps: ModelOffersDeps;
	/** By the very objects that VS Code hands back; a group's key lives no longer than they do. */
	private readonly served = new WeakMap<ModelInformation, Served>();

	constructor(deps: ModelOffersDeps) {
		this.deps = deps;
	}

	/** The models of the endpoint in the settings, with the stored key. Without a key there are none. */
	async own(silent: boolean): Promise<ModelInformation[]> {
		const { endpoints } = this.deps;
		// Only a person who asks for models is asked for a key.
		if (!silent && !(await endpoints.isReady())) {
			await vscode.commands.executeCommand(COMMANDS.setApiKey);
		}
		return (await endpoints.isReady()) ? this.ofSettings({ isInGroup: false }) : [];
	}

	/**
	 * The models of a group of *Manage Models*. Its key goes to its own address and no other; a group that
	 * has neither stands for the endpoint of the settings.
	 * @throws GeminiError where the models cannot be had.
	 */
	async ofGroup({ baseUrl, apiKey }: GroupConfiguration): Promise<ModelInformation[]> {
		if (baseUrl === undefined && apiKey === undefined) {
			return this.ofSettings({ isInGroup: true });
		}
		const { endpoints, lists } = this.deps;
		const normalized = normalizeBaseUrl(baseUrl ?? COMET_BASE_URL);
		const authHeader = authHeaderFor(normalized, endpoints);
		const endpoint = await endpoints.complete({ baseUrl: normalized, authHeader, apiKey });
		const { models, failure } = await lists.list(endpoint);
		if (failure !== undefined) {
			throw new GeminiError(failure);
		}
		return this.serve(chatModels(models), { endpoint, isInGroup: true });
	}

	/** @throws what `Endpoints.resolve` throws for a model of the settings' endpoint. */
	async targetOf(
		model: ModelInformation,
	): Promise<{ readonly endpoint: Endpoint; readonly inputTokens: number }> {
		const { endpoint, inputTokens } = this.served.get(model) ?? {
			endpoint: undefined,
			inputTokens: model.maxInputTokens,
		};
		return { endpoint: endpoint ?? (await this.deps.endpoints.resolve()), inputTokens };
	}

	/** The model of the settings can be used even where the endpoint does not list it, or lists nothing. */
	private async ofSettings({ isInGroup }: { isInGroup: boolean }): Promise<ModelInformation[]> {
		const endpoint = await this.deps.endpoints.resolve();
		const { models, failure } = await this.deps.lists.list(endpoint);
		if (failure !== undefined && isAboutKey(failure)) {
			throw new GeminiError(failure);
		}
		const listed = chatModels(models);
		const { model: chosen } = readSettings(activeResource());
		const all = listed.some(({ id }) => id === chosen) ? listed : [guessedModel(chosen), ...listed];
		return this.serve(all, {
			isInGroup,
			...(!isInGroup && { detail: this.deps.endpoints.host() }),
		});
	}

	private serve(models: readonly ListedModel[], place: Place): ModelInformation[] {
		const words = modelWords();
		return models.map(model => {
			const information = modelInformation(model, place, words);
			const { endpoint } = place;
			this.served.set(information, { endpoint, inputTokens: inputTokensOf(model) });
			return information;
		});
	}
}

/** The header of the settings is meant for the endpoint of the settings; all others know Google's. */
function authHeaderFor(baseUrl: string, endpoints: Endpoints): AuthHeader {
	try {
		const configured = endpoints.configured();
		return configured.baseUrl === baseUrl ? configured.authHeader : DEFAULT_AUTH_HEADER;
	} catch {
		// The address in the settings cannot be read, which is none of this group's business.
		return DEFAULT_AUTH_HEADER;
	}
}
