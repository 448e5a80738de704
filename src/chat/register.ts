import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { registerAfterActivation } from '../platform/afterActivation.ts';
import { registerCommand } from '../platform/commands.ts';
import { ContextKey } from '../platform/contextKey.ts';
import { CHAT_EDITOR, CHAT_VIEW, COMMANDS, CONTEXT_KEYS } from '../platform/contributions.ts';
import { lazy } from '../platform/lazy.ts';
import type { ChatDeps } from './chatDeps.ts';
import { registerMediaFileSystem } from './mediaFileSystem.ts';
import { registerInspector } from './registerInspector.ts';

export interface Chat extends vscode.Disposable {
	/** Shows the panel. */
	reveal(options: { readonly focus: boolean }): Promise<void>;
}

export function registerChat(deps: ChatDeps): Chat {
	const { library, notifier } = deps;
	const inspector = registerInspector(() => deps.recorder());
	// What draws conversations is loaded with the first one that is shown, not when VS Code starts.
	const views = lazy(async () => {
		const { createChatViews } = await import('./chatViews.ts');
		return createChatViews(deps, inspector);
	});
	const reveal = async (options: { readonly focus: boolean }) =>
		(await views()).view.reveal(options);
	const registrations = vscode.Disposable.from(
		inspector,
		registerAfterActivation(() => registerMediaFileSystem(library)),
		vscode.window.registerWebviewViewProvider(CHAT_VIEW, {
			resolveWebviewView: async view => (await views()).view.resolveWebviewView(view),
		}),
		registerCommand(notifier, COMMANDS.newConversation, async () => {
			library.startNew();
			await reveal({ focus: true });
		}),
		vscode.window.registerWebviewPanelSerializer(CHAT_EDITOR, {
			deserializeWebviewPanel: async (panel, state) =>
				(await views()).editors.deserializeWebviewPanel(panel, state),
		}),
		registerCommand(notifier, COMMANDS.openInEditor, async () =>
			(await views()).editors.open(library.current),
		),
		registerCommand(notifier, COMMANDS.openHistory, async () => {
			const { showHistory } = await import('./onDemand.ts');
			const id = await showHistory(library, notifier, deps.workspace());
			const session = id === undefined ? undefined : await library.open(id);
			if (session !== undefined) {
				library.show(session);
				await reveal({ focus: true });
			}
		}),
		registerCommand(notifier, COMMANDS.addFile, async (clicked?: unknown, selected?: unknown) => {
			const { addFiles } = await import('./onDemand.ts');
			await addFiles((await views()).view.composer, clicked, selected);
			await reveal({ focus: true });
		}),
		registerCommand(notifier, COMMANDS.addSelection, async () => {
			const { addSelection } = await import('./onDemand.ts');
			await addSelection((await views()).view.composer);
			await reveal({ focus: true });
		}),
		registerCommand(notifier, COMMANDS.exportMarkdown, async () =>
			(await import('./transfer.ts')).saveAsMarkdown(library.current.conversation),
		),
		registerCommand(notifier, COMMANDS.exportJson, async () =>
			(await import('./transfer.ts')).saveAsJson(library.current.conversation),
		),
		registerCommand(notifier, COMMANDS.importConversation, async () => {
			const { importConversation } = await import('./transfer.ts');
			if (await importConversation(library)) {
				await reveal({ focus: true });
			}
		}),
		...(['find', 'nextCodeBlock', 'previousCodeBlock', 'quote'] as const).map(command =>
			registerCommand(notifier, COMMANDS[command], async () => (await views()).view.run(command)),
		),
		registerCommand(notifier, COMMANDS.stop, () => library.current.stop()),
		followRunning(library),
	);
	return {
		reveal,
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
