import * as vscode from 'vscode';
import { toErrorInfo } from '../gemini/errors.ts';
import { abortSignalOf } from '../platform/cancellation.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import type { Engine } from '../platform/engine.ts';
import { lazy } from '../platform/lazy.ts';
import type { Log } from '../platform/log.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { readSettings } from '../platform/settings.ts';
import { type GroupConfiguration, readGroup } from './groupConfiguration.ts';
import type { GroupWatch } from './groupWatch.ts';
import { toPlainMessages, toPlainParts } from './messageParts.ts';
import { EFFORT_KEY, type ModelInformation } from './modelInformation.ts';
import type { ModelOffers } from './modelOffers.ts';
import { thinkingLevelOf } from './modelOptions.ts';
import { NoAnswerError } from './noAnswerError.ts';
import type { ChatRequest } from './prompt.ts';
import { canReportThinking, toReportedPart } from './reportPart.ts';
import type { ModelListOptions, ReportedPart, ResponseOptions } from './runtimeApi.ts';
import type { SignatureMemory } from './signatureMemory.ts';
import { answerWords, failureText } from './words.ts';

export interface ProviderDeps {
	readonly engine: Engine;
	readonly endpoints: Endpoints;
	readonly offers: ModelOffers;
	readonly groups: GroupWatch;
	readonly memory: SignatureMemory;
	readonly log: Log;
	readonly onDidChange: vscode.Event<void>;
}

/** Our models in VS Code's own chat. Holds nothing about single requests: they run side by side. */
export class LanguageModelProvider implements vscode.LanguageModelChatProvider<ModelInformation> {
	readonly onDidChangeLanguageModelChatInformation: vscode.Event<void>;
	private readonly deps: ProviderDeps;
	/** Kept, because an import costs more than a count. */
	private readonly onDemand = lazy(() => import('./onDemand.ts'));

	constructor(deps: ProviderDeps) {
		this.deps = deps;
		this.onDidChangeLanguageModelChatInformation = deps.onDidChange;
	}

	async provideLanguageModelChatInformation({
		silent,
		configuration,
	}: ModelListOptions): Promise<ModelInformation[]> {
		const group = configuration && readGroup(configuration);
		try {
			return group === undefined ? await this.ownModels(silent) : await this.groupModels(group);
		} catch (error) {
			throw this.readable(error, group?.baseUrl);
		}
	}

	async provideLanguageModelChatResponse(
		model: ModelInformation,
		messages: readonly vscode.LanguageModelChatRequestMessage[],
		options: ResponseOptions,
		progress: vscode.Progress<ReportedPart>,
		token: vscode.CancellationToken,
	): Promise<void> {
		const { engine, offers, memory, log } = this.deps;
		const { signal, dispose } = abortSignalOf(token);
		let baseUrl: string | undefined;
		try {
			const { endpoint, inputTokens } = await offers.targetOf(model);
			// Converting and the schema compiler are loaded with the first request.
			const { respond } = await import('./onDemand.ts');
			baseUrl = endpoint.baseUrl;
			const parts = respond(toRequest(messages, options), {
				target: { model: model.id, baseUrl },
				settings: readSettings(activeResource()),
				inputTokens,
				memory,
				words: answerWords(new URL(baseUrl).host),
				canThink: canReportThinking(),
				generate: prompt => engine.generate(prompt, { signal, endpoint }),
				log: message => log.info(`${model.id}: ${message}`),
			});
			for await (const part of parts) {
				const reported = toReportedPart(part);
				if (reported !== undefined) {
					progress.report(reported);
				}
			}
		} catch (error) {
			throw signal.aborted ? new vscode.CancellationError() : this.readable(error, baseUrl);
		} finally {
			dispose();
		}
	}

	/** Asked thousands of times for one request of an agent. */
	async provideTokenCount(
		model: ModelInformation,
		text: string | vscode.LanguageModelChatRequestMessage,
	): Promise<number> {
		const parts = toPlainParts(typeof text === 'string' ? text : text.content);
		const { estimateMessage } = await this.onDemand();
		return estimateMessage(parts, model.id);
	}

	private async ownModels(silent: boolean): Promise<ModelInformation[]> {
		const { offers, groups } = this.deps;
		return groups.beginRound() ? offers.own(silent) : [];
	}

	private async groupModels(group: GroupConfiguration): Promise<ModelInformation[]> {
		const { offers, groups } = this.deps;
		groups.sawGroup();
		const standsForOwn = group.baseUrl === undefined && group.apiKey === undefined;
		return standsForOwn && !groups.claimOwn() ? [] : offers.ofGroup(group);
	}

	/**
	 * In words, and with an empty stack, because VS Code shows the stack where there is one. A LanguageModelError
	 * would get a new one on its way to the asker, who looks at the code anyway.
	 */
	private readable(error: unknown, baseUrl: string | undefined): Error {
		const isSaid = error instanceof NoAnswerError;
		const shown = new Error(isSaid ? error.message : this.say(error, baseUrl));
		shown.stack = '';
		const code = errorCode(isSaid ? error.code : toErrorInfo(error).kind);
		return code === undefined ? shown : Object.assign(shown, { code });
	}

	private say(error: unknown, baseUrl = ''): string {
		const info = toErrorInfo(error);
		this.deps.log.error(`${info.kind}: ${info.message}`);
		return failureText(info, URL.parse(baseUrl)?.host ?? this.deps.endpoints.host());
	}
}

/** The codes that {@link vscode.LanguageModelError} has for kinds of failure. */
function errorCode(kind: string | undefined): string | undefined {
	const { NoPermissions, NotFound, Blocked } = vscode.LanguageModelError;
	switch (kind) {
		case 'auth':
			return NoPermissions.name;
		case 'notFound':
			return NotFound.name;
		case 'quota':
			return Blocked.name;
		default:
			return undefined;
	}
}

function toRequest(
	messages: readonly vscode.LanguageModelChatRequestMessage[],
	{ tools = [], toolMode, modelOptions, modelConfiguration }: ResponseOptions,
): ChatRequest {
	return {
		messages: toPlainMessages(messages),
		tools,
		requiresTool: toolMode === vscode.LanguageModelChatToolMode.Required,
		modelOptions,
		pickedLevel: thinkingLevelOf(modelConfiguration?.[EFFORT_KEY]),
	};
}
