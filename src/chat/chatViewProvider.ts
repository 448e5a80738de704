import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { listen } from '../platform/commands.ts';
import { CHAT_VIEW } from '../platform/contributions.ts';
import type { Notifier } from '../platform/notify.ts';
import { webviewHtml, webviewRoots } from '../platform/webviewHtml.ts';
import { ChatPage, type ChatPageDeps } from './chatPage.ts';
import type { ChatComposer } from './composer/chatComposer.ts';
import { pageStrings } from './strings.ts';

export interface ChatViewDeps extends ChatPageDeps {
	readonly extensionUri: vscode.Uri;
	readonly library: ConversationLibrary;
	readonly notifier: Notifier;
	createComposer(): ChatComposer;
}

/** The side-bar view. Its page may vanish and return at any moment; the conversation lives in the host. */
export class ChatViewProvider implements vscode.WebviewViewProvider {
	/** Of the side bar, whichever conversation it shows. */
	readonly composer: ChatComposer;
	private readonly deps: ChatViewDeps;
	private page: ChatPage | undefined;
	private view: vscode.WebviewView | undefined;
	private wantsFocus = false;

	constructor(deps: ChatViewDeps) {
		this.deps = deps;
		this.composer = deps.createComposer();
	}

	resolveWebviewView(view: vscode.WebviewView): void {
		const { webview } = view;
		const { extensionUri, library, notifier } = this.deps;
		webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
		const page = new ChatPage(webview, library.current, this.deps, this.composer);
		this.page = page;
		this.view = view;
		const subscriptions = vscode.Disposable.from(
			page,
			library.onDidShow(session => page.show(session)),
			listen(notifier, webview.onDidReceiveMessage, async (message: unknown) => {
				if (await page.receive(message)) {
					this.focusIfWanted();
				}
			}),
		);
		view.onDidDispose(() => {
			subscriptions.dispose();
			this.page = undefined;
			this.view = undefined;
		});
		webview.html = webviewHtml(webview, extensionUri, pageStrings());
	}

	/** Shows the panel; with focus in the composer when asked. */
	async reveal(options: { readonly focus: boolean }): Promise<void> {
		this.wantsFocus = options.focus;
		if (this.view === undefined) {
			await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`, { preserveFocus: !options.focus });
		} else {
			this.view.show(!options.focus);
			this.focusIfWanted();
		}
	}

	private focusIfWanted(): void {
		if (this.wantsFocus) {
			this.wantsFocus = false;
			this.page?.post({ type: 'focusComposer' });
		}
	}
}
