import * as vscode from 'vscode';
import type { ConversationService } from '../conversations/conversationService.ts';
import { choosableLevels } from '../gemini/thinking.ts';
import type { ApiKeys } from '../platform/apiKeys.ts';
import { registerCommand } from '../platform/commands.ts';
import { ContextKey } from '../platform/contextKey.ts';
import { CHAT_VIEW, COMMANDS, CONTEXT_KEYS, SECTION } from '../platform/contributions.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { activeResource, describeThinking } from '../platform/modelCommands.ts';
import { type Notifier, runAction } from '../platform/notify.ts';
import { readSettings, writeSetting } from '../platform/settings.ts';
import type { FromWebview, PanelState } from '../shared/protocol.ts';
import { cardOf } from './cards.ts';
import { ChatViewProvider } from './chatViewProvider.ts';
import { openLink } from './links.ts';

export interface ChatDeps {
	readonly extensionUri: vscode.Uri;
	readonly conversations: ConversationService;
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly notifier: Notifier;
}

export interface Chat extends vscode.Disposable {
	/** Shows the panel. */
	reveal(options: { readonly focus: boolean }): Promise<void>;
}

export function registerChat(deps: ChatDeps): Chat {
	const { conversations, endpoints, notifier } = deps;
	const provider = new ChatViewProvider({
		...deps,
		panelState: () => panelState(conversations, endpoints),
		cardOf: turn => cardOf(turn, endpoints.host()),
		perform: message => perform(message, deps),
		onDidChangeState: listener => onDidChangeState(deps, listener),
	});
	const registrations = vscode.Disposable.from(
		vscode.window.registerWebviewViewProvider(CHAT_VIEW, provider),
		registerCommand(notifier, COMMANDS.newConversation, async () => {
			conversations.startNew();
			await provider.reveal({ focus: true });
		}),
		registerCommand(notifier, COMMANDS.stop, () => conversations.stop()),
		followStreaming(deps),
	);
	return {
		reveal: options => provider.reveal(options),
		dispose: () => registrations.dispose(),
	};
}

function followStreaming({ conversations }: ChatDeps): vscode.Disposable {
	const isStreaming = new ContextKey(CONTEXT_KEYS.isStreaming);
	const subscription = conversations.onDidChange(({ type }) => {
		if (type !== 'events') {
			void isStreaming.set(conversations.streamingTurn !== undefined);
		}
	});
	return new vscode.Disposable(() => subscription.dispose());
}

async function panelState(
	conversations: ConversationService,
	endpoints: Endpoints,
): Promise<PanelState> {
	const { model, thinkingLevel, chatFontSize } = readSettings(activeResource());
	return {
		model,
		thinkingLevel,
		thinkingLevels: choosableLevels(model),
		thinkingSent: describeThinking(model, thinkingLevel),
		endpoint: endpoints.host(),
		isReady: await endpoints.isReady(),
		fontSize: chatFontSize,
		streamingTurnId: conversations.streamingTurn?.id,
	};
}

function onDidChangeState({ keys }: ChatDeps, listener: () => void): vscode.Disposable {
	return vscode.Disposable.from(
		keys.onDidChange(listener),
		vscode.window.onDidChangeActiveTextEditor(listener),
		vscode.workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(SECTION)) {
				listener();
			}
		}),
	);
}

async function perform(
	message: Exclude<FromWebview, { type: 'ready' | 'stop' }>,
	{ conversations }: ChatDeps,
): Promise<void> {
	switch (message.type) {
		case 'send':
			await conversations.send([{ text: message.text }]);
			break;
		case 'newConversation':
			conversations.startNew();
			break;
		case 'setThinkingLevel':
			await writeSetting('thinkingLevel', message.level, activeResource());
			break;
		case 'chooseModel':
			await vscode.commands.executeCommand(COMMANDS.chooseModel);
			break;
		case 'openLink':
			await openLink(message.href);
			break;
		case 'copyText':
			await vscode.env.clipboard.writeText(message.text);
			break;
		case 'cardAction':
			await performCardAction(message.action, conversations);
			break;
		default:
			message satisfies never;
	}
}

async function performCardAction(
	action: Extract<FromWebview, { type: 'cardAction' }>['action'],
	conversations: ConversationService,
): Promise<void> {
	switch (action) {
		case 'retry':
			await conversations.retry();
			break;
		case 'continue':
			await conversations.send([{ text: vscode.l10n.t('Continue exactly where you stopped.') }]);
			break;
		case 'raiseLimit':
			await vscode.commands.executeCommand(
				'workbench.action.openSettings',
				`${SECTION}.maxOutputTokens`,
			);
			break;
		case 'lowerThinking':
			await vscode.commands.executeCommand(COMMANDS.setThinkingLevel);
			break;
		default:
			await runAction(action);
	}
}
