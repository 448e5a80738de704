import * as vscode from 'vscode';
import { openStoreFiles } from './atomicFile.node.ts';
import type { ConversationStore } from './conversationStore.ts';

/** The conversations of this installation; the code that reads them is loaded with the first call. */
export async function openConversationStore(globalStorage: vscode.Uri): Promise<ConversationStore> {
	const { FileConversationStore } = await import('./store/fileConversationStore.ts');
	return new FileConversationStore({
		files: openStoreFiles(vscode.Uri.joinPath(globalStorage, 'conversations')),
		workspace: workspaceId(),
		now: Date.now,
		timers: { set: setTimeout, clear: clearTimeout },
		writer: crypto.randomUUID().slice(0, 8),
	});
}

/** What conversations are kept apart by: the workspace file, else the first folder. */
export function workspaceId(): string | undefined {
	const { workspaceFile, workspaceFolders } = vscode.workspace;
	return (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString();
}
