import * as vscode from 'vscode';
import { contextTokens } from '../conversations/contextUse.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { titleOf } from '../conversations/title.ts';
import { KNOWN_MODELS } from '../gemini/knownModels.ts';
import { bareModelId } from '../gemini/modelName.ts';
import { choosableLevels } from '../gemini/thinking.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { readSettings } from '../platform/settings.ts';
import { describeThinking } from '../platform/thinkingPicker.ts';
import type { ContextUse, PanelState } from '../shared/protocol.ts';
import { toolSwitches } from './toolSwitches.ts';

export interface PanelStateDeps {
	readonly endpoints: Endpoints;
	readonly catalogue: ModelCatalogue;
	/** The model may call tools of VS Code. */
	usesVsCodeTools(): boolean;
}

/** Which functions there are makes no difference to the endpoint's own tools. */
const ANY_FUNCTION = { functionDeclarations: [{ name: 'any' }] };

/** What the panel shows around a conversation, as it is now. */
export async function panelState(
	session: ConversationSession,
	{ endpoints, catalogue, usesVsCodeTools }: PanelStateDeps,
): Promise<PanelState> {
	const { model, thinkingLevel, chatFontSize, tools } = readSettings(activeResource());
	const isReady = await endpoints.isReady();
	return {
		model,
		thinkingLevel,
		thinkingLevels: choosableLevels(model),
		thinkingSent: describeThinking(model, thinkingLevel),
		endpoint: endpoints.host(),
		isReady,
		isDemo: endpoints.isDemo,
		fontSize: chatFontSize,
		isRunning: session.isRunning,
		queue: session.queue.map(message => ({ id: message.id, text: titleOf(message) })),
		tools: toolSwitches(
			{ model, tools: { ...tools, ...(usesVsCodeTools() && ANY_FUNCTION) } },
			session.tools,
			endpoints.provider(),
			vscode.l10n,
		),
		context: contextUse(session, model, catalogue),
	};
}

function contextUse(
	{ conversation }: ConversationSession,
	model: string,
	catalogue: ModelCatalogue,
): ContextUse | undefined {
	const id = bareModelId(model);
	const known = catalogue.known(model) ?? KNOWN_MODELS.find(each => each.id === id);
	const limit = known?.inputTokenLimit;
	const used = contextTokens(conversation.turns);
	if (used === undefined || limit === undefined || limit <= 0) {
		return undefined;
	}
	const count = (tokens: number) => tokens.toLocaleString(vscode.env.language);
	const share = (used / limit).toLocaleString(vscode.env.language, {
		style: 'percent',
		maximumFractionDigits: used / limit < 0.1 ? 1 : 0,
	});
	return {
		used,
		limit,
		label: vscode.l10n.t('Context: {0} of {1} tokens ({2})', count(used), count(limit), share),
	};
}
