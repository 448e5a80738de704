import * as vscode from 'vscode';
import type { ConversationService } from '../conversations/conversationService.ts';
import { listen } from '../platform/commands.ts';
import { DisposableStore } from '../platform/disposables.ts';
import type { Notifier } from '../platform/notify.ts';
import { webviewHtml, webviewRoots } from '../platform/webviewHtml.ts';
import type { ChatPageDeps } from './chatPage.ts';
import { ChatPage } from './chatPage.ts';
import { pageStrings } from './strings.ts';

export interface ChatViewDeps extends ChatPageDeps {
	readonly extensionUri: vscode.Uri;
	readonly conversations: ConversationService;
	readonly notifier: Notifier;
}

/** The side-bar view. Its page may vanish and return at any moment; the conversation lives in the host. */
export class ChatViewProvider implements vscode.WebviewViewProvider {
	private readonly deps: ChatViewDeps;
	private page: ChatPage | undefined;
	private view: vscode.WebviewView | undefined;
	private wantsFocus = false;

	constructor(deps: ChatViewDeps) {
		this.deps = deps;
	}

	resolveWebviewView(view: vscode.WebviewView): void {
		const { webview } = view;
		webview.options = {
			enableScripts: true,
			localResourceRoots: webviewRoots(this.deps.extensionUri),
		};
		const store = new DisposableStore();
		const page = new ChatPage(webview, this.deps);
		this.page = page;
		this.view = view;
		store.add(page);
		store.add(
			listen(this.deps.notifier, webview.onDidReceiveMessage, async (message: unknown) => {
				const isReady = await page.receive(message);
				if (isReady && this.wantsFocus) {
					this.wantsFocus = false;
					page.post({ type: 'focusComposer' });
				}
			}),
		);
		view.onDidDispose(() => {
			store.dispose();
			this.page = undefined;
			this.view = undefined;
		});
		webview.html = webviewHtml(webview, this.deps.extensionUri, pageStrings());
	}

	/** Shows the panel; with focus in the composer when asked. */
	async reveal(options: { readonly focus: boolean }): Promise<void> {
		this.wantsFocus = options.focus;
		if (this.view === undefined) {
			await vscode.commands.executeCommand('cometGemini.chat.focus', {
				preserveFocus: !options.focus,
			});
			return;
		}
		this.view.show(!options.focus);
		if (options.focus) {
			this.wantsFocus = false;
			this.page?.post({ type: 'focusComposer' });
		}
	}
}
