import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { MEDIA_SCHEME } from '../platform/contributions.ts';

/**
 * Generated media as read-only files, so that VS Code's own viewers show them:
 * `/conversation/turn/index/name`.
 */
export function registerMediaFileSystem(library: ConversationLibrary): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	const read = async (uri: vscode.Uri) => (await import('./onDemand.ts')).readMedia(uri, library);
	const refuse = (uri: vscode.Uri) => {
		throw vscode.FileSystemError.NoPermissions(uri);
	};
	return vscode.Disposable.from(
		changed,
		vscode.workspace.registerFileSystemProvider(
			MEDIA_SCHEME,
			{
				onDidChangeFile: changed.event,
				watch: () => new vscode.Disposable(() => undefined),
				stat: async uri => {
					const { length } = await read(uri);
					return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: length };
				},
				readFile: read,
				readDirectory: () => [],
				createDirectory: refuse,
				writeFile: refuse,
				delete: refuse,
				rename: refuse,
			},
			{ isReadonly: true },
		),
	);
}
