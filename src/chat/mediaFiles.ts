import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { fromBase64 } from '../platform/base64.ts';
import { turnMedia } from './mediaParts.ts';

/** The bytes of a generated picture, by its address. */
export async function readMedia(
	uri: vscode.Uri,
	library: ConversationLibrary,
): Promise<Uint8Array> {
	const [, conversationId = '', turnId = '', index = ''] = uri.path.split('/');
	const session = await library.open(conversationId);
	const found = session && turnMedia(session.conversation, turnId, Number(index));
	if (found === undefined) {
		throw vscode.FileSystemError.FileNotFound(uri);
	}
	return fromBase64(found.media.data);
}
