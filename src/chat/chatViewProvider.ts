import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { listen } from '../platform/commands.ts';
import { CHAT_VIEW } from '../platform/contributions.ts';
import type { Notifier } from '../platform/notify.ts';
import { webviewHtml, webviewRoots } from '../platform/webviewHtml.ts';
import type { PanelCommand, ToWebview } from '../shared/protocol.ts';
import { ChatPage, type ChatPageDeps } from './chatPage.ts';
import type { ChatComposer } from './composer/chatComposer.ts';
import type { FocusedPage, PanelFocus } from './panelFocus.ts';
import { pageStrings } from './strings.ts';

export interface ChatViewDeps extends Omit<ChatPageDeps, 'onFocus'> {
	readonly extensionUri: vscode.Uri;
	readonly library: ConversationLibrary;
	readonly focus: PanelFocus;
	readonly notifier: Notifier;
	/** What is attached in one that is kept outlives the window. */
	createComposer(options?: { readonly isKept: boolean }): ChatComposer;
}

/** The side-bar view. Its page may vanish and return at any moment; the conversation lives in the host. */
export class ChatViewProvider implements vscode.WebviewViewProvider {
	/** Of the side bar, whichever conversation it shows. */
	readonly composer: ChatComposer;
	private readonly deps: ChatViewDeps;
	private page: ChatPage | undefined;
	private view: vscode.WebviewView | undefined;
	/** Waits for the page to say that it is ready. */
	private pending: ToWebview | undefined;
	/** Not from the moment the view is there: its page loads first, and anew when it was hidden. */
	private isListening = false;

	constructor(deps: ChatViewDeps) {
		this.deps = deps;
		this.composer = deps.createComposer({ isKept: true });
	}

	resolveWebviewView(view: vscode.WebviewView): void {
		const { webview } = view;
		const { extensionUri, library, focus, notifier } = this.deps;
		webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
		const onFocus = (isFocused: boolean) => focus.update(focusedPage, isFocused);
		const deps = { ...this.deps, onFocus };
		const page = new ChatPage(webview, library.current, deps, this.composer);
		const focusedPage: FocusedPage = {
			post: message => page.post(message),
			reveal: () => view.show(false),
		};
		this.page = page;
		this.view = view;
		const subscriptions = vscode.Disposable.from(
			page,
			library.onDidShow(session => page.show(session)),
			listen(notifier, webview.onDidReceiveMessage, async (message: unknown) => {
				if (await page.receive(message)) {
					this.isListening = true;
					this.postPending();
				}
			}),
			view.onDidChangeVisibility(() => {
				this.isListening &&= view.visible;
			}),
			{ dispose: () => focus.forget(focusedPage) },
		);
		view.onDidDispose(() => {
			subscriptions.dispose();
			this.page = undefined;
			this.view = undefined;
			this.isListening = false;
		});
		webview.html = webviewHtml(webview, extensionUri, pageStrings());
	}

	/** Shows the panel; with focus in the composer when asked. */
	async reveal(options: { readonly focus: boolean }): Promise<void> {
		await this.show(options.focus ? { type: 'focusComposer' } : undefined);
	}

	/** Does it in the page that has the keyboard or had it last, else in the side bar. */
	async run(command: PanelCommand): Promise<void> {
		if (!this.deps.focus.run(command)) {
			await this.show({ type: 'command', command });
		}
	}

	/** @param message for the page, as soon as it listens; it gets the keyboard then. */
	private async show(message: ToWebview | undefined): Promise<void> {
		const preserveFocus = message === undefined;
		this.pending = message;
		if (this.view === undefined) {
			await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`, { preserveFocus });
		} else {
			this.view.show(preserveFocus);
			if (this.isListening) {
				this.postPending();
			}
		}
	}

	private postPending(): void {
		if (this.pending !== undefined) {
			this.page?.post(this.pending);
			this.pending = undefined;
		}
	}
}
