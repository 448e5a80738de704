import * as vscode from 'vscode';
import {
	type AuthHeader,
	COMET_BASE_URL,
	type Endpoint,
	normalizeBaseUrl,
} from '../gemini/endpoint.ts';
import { geminiError, toErrorInfo } from '../gemini/errors.ts';
import { COMMANDS } from '../platform/contributions.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import type { Log } from '../platform/log.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { readSettings } from '../platform/settings.ts';
import type { GroupConfiguration } from './groupConfiguration.ts';
import {
	chatModels,
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
	readonly log: Log;
}

const DEFAULT_AUTH_HEADER: AuthHeader = 'x-goog-api-key';

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
		const endpoint = await this.ownEndpoint(silent);
		if (endpoint === undefined) {
			return [];
		}
		const listed = chatModels(await this.listOrNothing(endpoint));
		const chosen: ListedModel = { id: readSettings(activeResource()).model };
		const all = listed.some(({ id }) => id === chosen.id) ? listed : [chosen, ...listed];
		return this.serve(all, undefined, new URL(endpoint.baseUrl).host);
	}

	/** The models of a group of *Manage Models*, with its own address and key. */
	async ofGroup({ baseUrl, apiKey }: GroupConfiguration): Promise<ModelInformation[]> {
		const { endpoints, lists } = this.deps;
		const normalized = normalizeBaseUrl(baseUrl ?? COMET_BASE_URL);
		const authHeader = authHeaderFor(normalized, endpoints);
		const endpoint = await endpoints.complete({ baseUrl: normalized, authHeader, apiKey });
		const models = chatModels(await lists.list(endpoint));
		if (models.length === 0) {
			throw geminiError('notFound', vscode.l10n.t('The endpoint lists no models.'));
		}
		return this.serve(models, endpoint, undefined);
	}

	/** @throws what `Endpoints.resolve` throws for a model of the settings' endpoint. */
	async targetOf(
		model: ModelInformation,
	): Promise<{ readonly endpoint: Endpoint; readonly inputTokens: number }> {
		const { endpoint, inputTokens } = this.served.get(model) ?? {
			endpoint: undefined,
			inputTokens: inputTokensOf(model),
		};
		return { endpoint: endpoint ?? (await this.deps.endpoints.resolve()), inputTokens };
	}

	/** Only a person who asks for models is asked for a key. */
	private async ownEndpoint(silent: boolean): Promise<Endpoint | undefined> {
		if (!silent && !(await this.deps.endpoints.isReady())) {
			await vscode.commands.executeCommand(COMMANDS.setApiKey);
		}
		return (await this.deps.endpoints.isReady()) ? this.deps.endpoints.resolve() : undefined;
	}

	/** The model of the settings can be used even where the endpoint cannot list its models. */
	private async listOrNothing(endpoint: Endpoint): Promise<readonly ListedModel[]> {
		try {
			return await this.deps.lists.list(endpoint);
		} catch (error) {
			const info = toErrorInfo(error);
			if (info.kind === 'auth') {
				throw error;
			}
			this.deps.log.warn(`No list of models: ${info.kind}: ${info.message}`);
			return [];
		}
	}

	private serve(
		models: readonly ListedModel[],
		endpoint: Endpoint | undefined,
		detail: string | undefined,
	): ModelInformation[] {
		const words = modelWords();
		return models.map(model => {
			const information = modelInformation(model, detail, words);
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
