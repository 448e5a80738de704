import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { listen } from '../platform/commands.ts';
import { CHAT_EDITOR } from '../platform/contributions.ts';
import { webviewHtml, webviewRoots } from '../platform/webviewHtml.ts';
import { ChatPage } from './chatPage.ts';
import type { ChatViewDeps } from './chatViewProvider.ts';
import type { FocusedPage } from './panelFocus.ts';
import { pageStrings } from './strings.ts';

/** Conversations as editor tabs. A tab that VS Code restores shows its conversation again. */
export class ChatEditors implements vscode.WebviewPanelSerializer {
	private readonly deps: ChatViewDeps;
	private readonly panels = new Map<string, vscode.WebviewPanel>();

	constructor(deps: ChatViewDeps) {
		this.deps = deps;
	}

	/** Shows the tab of this conversation, a new one if there is none. */
	open(session: ConversationSession): void {
		const known = this.panels.get(session.conversation.id);
		if (known !== undefined) {
			known.reveal();
			return;
		}
		const panel = vscode.window.createWebviewPanel(
			CHAT_EDITOR,
			titleOf(session),
			vscode.ViewColumn.Active,
			{ enableScripts: true, localResourceRoots: webviewRoots(this.deps.extensionUri) },
		);
		this.fill(panel, session);
	}

	async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
		const session = await sessionOf(state, this.deps.library);
		if (session === undefined) {
			panel.dispose();
			return;
		}
		panel.webview.options = {
			enableScripts: true,
			localResourceRoots: webviewRoots(this.deps.extensionUri),
		};
		this.fill(panel, session);
	}

	private fill(panel: vscode.WebviewPanel, session: ConversationSession): void {
		const { extensionUri, focus, notifier } = this.deps;
		const { webview } = panel;
		const { id } = session.conversation;
		this.panels.set(id, panel);
		panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
		const onFocus = (isFocused: boolean) => focus.update(focusedPage, isFocused);
		const composer = this.deps.createComposer();
		const page = new ChatPage(webview, session, { ...this.deps, onFocus }, composer);
		const focusedPage: FocusedPage = {
			post: message => page.post(message),
			reveal: () => panel.reveal(),
		};
		const subscriptions = vscode.Disposable.from(
			page,
			session.onDidChange(({ type }) => {
				if (type !== 'events') {
					panel.title = titleOf(session);
				}
			}),
			listen(notifier, webview.onDidReceiveMessage, (message: unknown) => page.receive(message)),
			{ dispose: () => focus.forget(focusedPage) },
		);
		panel.onDidDispose(() => {
			subscriptions.dispose();
			this.panels.delete(id);
		});
		webview.html = webviewHtml(webview, extensionUri, pageStrings());
	}
}

function titleOf({ conversation }: ConversationSession): string {
	return conversation.title || 'Comet Gemini';
}

/** The page remembers which conversation it showed. */
async function sessionOf(
	state: unknown,
	library: ConversationLibrary,
): Promise<ConversationSession | undefined> {
	const id =
		typeof state === 'object' && state !== null ? Reflect.get(state, 'conversationId') : undefined;
	return typeof id === 'string' ? library.open(id) : undefined;
}
