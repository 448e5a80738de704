import * as vscode from 'vscode';
import { cardOf } from '../conversations/answerCard.ts';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { choosableLevels } from '../gemini/thinking.ts';
import type { ApiKeys } from '../platform/apiKeys.ts';
import { registerCommand } from '../platform/commands.ts';
import { ContextKey } from '../platform/contextKey.ts';
import {
	CHAT_EDITOR,
	CHAT_VIEW,
	COMMANDS,
	CONTEXT_KEYS,
	SECTION,
} from '../platform/contributions.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { lazy } from '../platform/lazy.ts';
import { activeResource, describeThinking } from '../platform/modelCommands.ts';
import type { Notifier } from '../platform/notify.ts';
import { readSettings } from '../platform/settings.ts';
import type { PanelState } from '../shared/protocol.ts';
import { visibleText } from '../shared/turnParts.ts';
import { ChatEditors } from './chatEditors.ts';
import { type ChatViewDeps, ChatViewProvider } from './chatViewProvider.ts';
import { perform } from './perform.ts';

export interface ChatDeps {
	readonly extensionUri: vscode.Uri;
	readonly library: ConversationLibrary;
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly notifier: Notifier;
	/** URI of the window's workspace. */
	workspace(): string | undefined;
}

export interface Chat extends vscode.Disposable {
	/** Shows the panel. */
	reveal(options: { readonly focus: boolean }): Promise<void>;
}

export function registerChat(deps: ChatDeps): Chat {
	const { library, endpoints, notifier } = deps;
	const editorColors = lazy(async () => {
		const { EditorColors } = await import('./highlight/editorColors.ts');
		return new EditorColors();
	});
	const viewDeps: ChatViewDeps = {
		...deps,
		panelState: session => panelState(session, endpoints),
		cardOf: turn => cardOf(turn, endpoints.host()),
		perform: (message, session) => perform(message, session, library),
		createColors: async () => {
			const [{ PageColors }, colors] = await Promise.all([
				import('./highlight/pageColors.ts'),
				editorColors(),
			]);
			return new PageColors(colors);
		},
		onDidChangeColors: listener => vscode.window.onDidChangeActiveColorTheme(listener),
		onDidChangeState: listener => onDidChangeState(deps, listener),
	};
	const provider = new ChatViewProvider(viewDeps);
	const editors = new ChatEditors(viewDeps);
	const registrations = vscode.Disposable.from(
		vscode.window.registerWebviewViewProvider(CHAT_VIEW, provider),
		registerCommand(notifier, COMMANDS.newConversation, async () => {
			library.startNew();
			await provider.reveal({ focus: true });
		}),
		vscode.window.registerWebviewPanelSerializer(CHAT_EDITOR, editors),
		registerCommand(notifier, COMMANDS.openInEditor, () => editors.open(library.current)),
		registerCommand(notifier, COMMANDS.openHistory, async () => {
			const { showHistory } = await import('./history.ts');
			const id = await showHistory(library, notifier, deps.workspace());
			const session = id === undefined ? undefined : await library.open(id);
			if (session !== undefined) {
				library.show(session);
				await provider.reveal({ focus: true });
			}
		}),
		registerCommand(notifier, COMMANDS.stop, () => library.current.stop()),
		followRunning(library),
	);
	return {
		reveal: options => provider.reveal(options),
		dispose: () => registrations.dispose(),
	};
}

/** The context key is about the conversation of the side bar. */
function followRunning(library: ConversationLibrary): vscode.Disposable {
	const isStreaming = new ContextKey(CONTEXT_KEYS.isStreaming);
	const update = () => void isStreaming.set(library.current.isRunning);
	const follow = (session: ConversationSession) =>
		session.onDidChange(({ type }) => {
			if (type !== 'events') {
				update();
			}
		});
	follow(library.current);
	return vscode.Disposable.from(library.onDidOpen(follow), library.onDidShow(update));
}

async function panelState(session: ConversationSession, endpoints: Endpoints): Promise<PanelState> {
	const { model, thinkingLevel, chatFontSize } = readSettings(activeResource());
	return {
		model,
		thinkingLevel,
		thinkingLevels: choosableLevels(model),
		thinkingSent: describeThinking(model, thinkingLevel),
		endpoint: endpoints.host(),
		isReady: await endpoints.isReady(),
		fontSize: chatFontSize,
		isRunning: session.isRunning,
		queue: session.queue.map(({ id, label, parts }) => ({ id, text: label ?? visibleText(parts) })),
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
