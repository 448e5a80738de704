import * as vscode from 'vscode';
import { cardOf } from '../conversations/answerCard.ts';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import type { WireRecorder } from '../conversations/wireRecorder.ts';
import type { ModelPrice } from '../gemini/modelInfo.ts';
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
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import type { Notifier } from '../platform/notify.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { TurnDetails } from '../shared/protocol.ts';
import { ChatEditors } from './chatEditors.ts';
import { type ChatViewDeps, ChatViewProvider } from './chatViewProvider.ts';
import { registerMediaFileSystem } from './mediaFileSystem.ts';
import type { PerformDeps } from './perform.ts';
import { type RequestInspector, registerInspector } from './registerInspector.ts';

export interface ChatDeps {
	readonly extensionUri: vscode.Uri;
	readonly library: ConversationLibrary;
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly notifier: Notifier;
	readonly catalogue: ModelCatalogue;
	readonly recorder: WireRecorder;
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
	const inspector = registerInspector(deps.recorder);
	const performDeps = createPerformDeps(deps, inspector);
	const viewDeps: ChatViewDeps = {
		...deps,
		panelState: async session => {
			const { panelState } = await import('./panelState.ts');
			return panelState(session, deps);
		},
		cardOf: turn => cardOf(turn, endpoints.host()),
		detailsOf: turn => detailsOf(turn, deps),
		perform: async (message, session) => {
			const { perform } = await import('./perform.ts');
			await perform(message, session, performDeps);
		},
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
		inspector,
		registerMediaFileSystem(library),
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

/** What the page's buttons need, each loaded with its first use. */
function createPerformDeps(
	{ library, catalogue }: ChatDeps,
	{ inspect }: RequestInspector,
): PerformDeps {
	const media = lazy(async () => {
		const { MediaActions } = await import('./mediaActions.ts');
		return new MediaActions();
	});
	return {
		library,
		inspect,
		useMedia: async (session, request) => (await media()).perform(session, request),
		performCardAction: async (session, turnId, action) => {
			const { performCardAction } = await import('./cardActions.ts');
			await performCardAction(session, turnId, action, catalogue);
		},
	};
}

/** Longer nobody waits for a price. */
const PRICE_TIMEOUT_MS = 3_000;

async function priceOf(model: string, catalogue: ModelCatalogue): Promise<ModelPrice | undefined> {
	if (catalogue.known(model) === undefined) {
		const timeout = new Promise<void>(resolve => setTimeout(resolve, PRICE_TIMEOUT_MS));
		// Without a list there is no price, and nothing else is lost.
		await Promise.race([timeout, catalogue.list().catch(() => undefined)]);
	}
	return catalogue.known(model)?.price;
}

async function detailsOf(turn: ModelTurn, { catalogue, recorder }: ChatDeps): Promise<TurnDetails> {
	const { turnDetails } = await import('./turnDetails.ts');
	const words = { l10n: vscode.l10n, language: vscode.env.language };
	return {
		sections: turnDetails(turn, await priceOf(turn.model, catalogue), words),
		isRecorded: recorder.of(turn.id) !== undefined,
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
