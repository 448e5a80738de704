import type * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { WireRecorder } from '../conversations/wireRecorder.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import type { Notifier } from '../platform/notify.ts';

export interface ChatDeps {
	readonly extensionUri: vscode.Uri;
	readonly library: ConversationLibrary;
	readonly endpoints: Endpoints;
	readonly notifier: Notifier;
	readonly catalogue: ModelCatalogue;
	recorder(): Promise<WireRecorder>;
	/** Of the workspace. */
	readonly state: Pick<vscode.Memento, 'get' | 'update'>;
	/** The model may call tools of VS Code. */
	usesVsCodeTools(): boolean;
	/** Fires when other tools of VS Code were chosen. */
	readonly onDidChooseTools: vscode.Event<void>;
	/** URI of the window's workspace. */
	workspace(): string | undefined;
}
