import type * as vscode from 'vscode';
import type { Log } from '../platform/log.ts';
import type { Notifier } from '../platform/notify.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { StreamOptions } from './stream/streamJson.ts';

export interface JsonDeps {
	readonly extensionUri: vscode.Uri;
	readonly log: Log;
	readonly notifier: Notifier;
	/** Of the workspace: what was generated before. */
	readonly state: Pick<vscode.Memento, 'get' | 'update'>;
	/** What unfinished batches have made: the workspace's own folder, or one for all windows without a workspace. */
	readonly storage: vscode.Uri;
	readonly generate: StreamOptions['generate'];
	/** Model, thinking and settings for a document; its contents are not used. */
	basePrompt(resource: vscode.Uri | undefined): Omit<Prompt, 'contents'>;
}
