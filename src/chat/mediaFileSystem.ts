import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { fromBase64 } from '../platform/base64.ts';
import { MEDIA_SCHEME } from '../platform/contributions.ts';

/**
 * Generated media as read-only files, so that VS Code's own viewers show them:
 * `/conversation/turn/index/name`.
 */
export function registerMediaFileSystem(library: ConversationLibrary): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
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
					const { length } = await read(uri, library);
					return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: length };
				},
				readFile: uri => read(uri, library),
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

async function read(uri: vscode.Uri, library: ConversationLibrary): Promise<Uint8Array> {
	const [, conversationId = '', turnId = '', index = ''] = uri.path.split('/');
	const [session, { turnMedia }] = await Promise.all([
		library.open(conversationId),
		import('./mediaParts.ts'),
	]);
	const found = session && turnMedia(session.conversation, turnId, Number(index));
	if (found === undefined) {
		throw vscode.FileSystemError.FileNotFound(uri);
	}
	return fromBase64(found.media.data);
}
