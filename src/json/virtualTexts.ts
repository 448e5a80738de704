import * as vscode from 'vscode';
import { JSON_TEXT_SCHEME } from '../platform/contributions.ts';

/** Read-only documents that show something about generated JSON, for as long as they are open. */
export class VirtualTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly texts = new Map<string, string>();
	private readonly changes = new vscode.EventEmitter<vscode.Uri>();
	private readonly subscriptions: vscode.Disposable;
	readonly onDidChange = this.changes.event;

	constructor() {
		this.subscriptions = vscode.Disposable.from(
			this.changes,
			vscode.workspace.registerTextDocumentContentProvider(JSON_TEXT_SCHEME, this),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
		);
	}

	/** `name` is what the tab says; its ending decides the language. The same name shows the newer text. */
	put(name: string, text: string): vscode.Uri {
		const uri = vscode.Uri.from({ scheme: JSON_TEXT_SCHEME, path: `/${name}` });
		this.texts.set(uri.toString(), text);
		this.changes.fire(uri);
		return uri;
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.texts.get(uri.toString()) ?? '';
	}

	dispose(): void {
		this.subscriptions.dispose();
	}
}
