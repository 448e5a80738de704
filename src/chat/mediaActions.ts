import * as vscode from 'vscode';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { fromBase64 } from '../platform/base64.ts';
import { MEDIA_SCHEME } from '../platform/contributions.ts';
import { replaceSelections } from '../platform/replaceSelections.ts';
import { workEditor } from '../platform/workEditor.ts';
import type { MediaAction } from '../shared/protocol.ts';
import { markdownImage, mediaFileName, type TurnMedia, turnMedia } from './mediaParts.ts';

/** What the buttons of generated media do. Remembers in this window where something was saved. */
export class MediaActions {
	private readonly saved = new Map<string, vscode.Uri>();

	async perform(
		session: ConversationSession,
		{ action, turnId, index }: { action: MediaAction; turnId: string; index: number },
	): Promise<void> {
		const media = turnMedia(session.conversation, turnId, index);
		if (media === undefined) {
			return;
		}
		const key = `${turnId}/${index}`;
		switch (action) {
			case 'save':
				await this.saveAndOffer(key, media);
				break;
			case 'copyLink':
				await this.copyLink(key, media);
				break;
			case 'insertLink':
				await this.insertLink(key, media);
				break;
			case 'open':
				await open(
					(await existing(this.saved.get(key))) ??
						vscode.Uri.from({
							scheme: MEDIA_SCHEME,
							path: `/${session.conversation.id}/${key}/${mediaFileName(media)}`,
						}),
				);
				break;
			default:
				action satisfies never;
		}
	}

	private async saveAndOffer(key: string, media: TurnMedia): Promise<void> {
		const uri = await this.save(key, media);
		if (uri === undefined) {
			return;
		}
		const copy = vscode.l10n.t('Copy as Markdown Link');
		const show = vscode.l10n.t('Open');
		const chosen = await vscode.window.showInformationMessage(
			vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(uri)),
			copy,
			show,
		);
		if (chosen === copy) {
			await copyMarkdown(uri, media);
		} else if (chosen === show) {
			await open(uri);
		}
	}

	/** A link needs a file: where there is none yet, it is saved first. */
	private async copyLink(key: string, media: TurnMedia): Promise<void> {
		const uri = (await existing(this.saved.get(key))) ?? (await this.save(key, media));
		if (uri !== undefined) {
			await copyMarkdown(uri, media);
			vscode.window.setStatusBarMessage(
				vscode.l10n.t('The Markdown link is on the clipboard.'),
				4_000,
			);
		}
	}

	/** Into the document that a person was in before they clicked into the panel, in place of the selection. */
	private async insertLink(key: string, media: TurnMedia): Promise<void> {
		const editor = workEditor();
		if (editor === undefined) {
			void vscode.window.showInformationMessage(
				vscode.l10n.t('Open the document first that the image is for.'),
			);
			return;
		}
		const uri = (await existing(this.saved.get(key))) ?? (await this.save(key, media));
		if (uri === undefined) {
			return;
		}
		const link = markdownLink(uri, media, folderOf(editor.document, uri));
		await replaceSelections(editor, link);
		await vscode.window.showTextDocument(editor.document, editor.viewColumn);
	}

	private async save(key: string, media: TurnMedia): Promise<vscode.Uri | undefined> {
		const name = mediaFileName(media);
		const uri = await vscode.window.showSaveDialog({
			title: vscode.l10n.t('Save to the workspace'),
			defaultUri: await freeUri(name),
			filters: { [media.media.mimeType]: [name.slice(name.lastIndexOf('.') + 1)] },
		});
		if (uri !== undefined) {
			await vscode.workspace.fs.writeFile(uri, fromBase64(media.media.data));
			this.saved.set(key, uri);
		}
		return uri;
	}
}

async function open(uri: vscode.Uri): Promise<void> {
	await vscode.commands.executeCommand('vscode.open', uri);
}

async function existing(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
	return uri !== undefined && (await isThere(uri)) ? uri : undefined;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		// Not there, or not to be looked at: either way it is no place for us.
		return false;
	}
}

const MAX_NUMBER = 100;

/** In the workspace's first folder, under a name that is not taken. */
async function freeUri(name: string): Promise<vscode.Uri> {
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
	if (folder === undefined) {
		return vscode.Uri.file(`/${name}`);
	}
	const dot = name.lastIndexOf('.');
	for (let number = 1; number < MAX_NUMBER; number++) {
		const numbered = number === 1 ? name : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
		const uri = vscode.Uri.joinPath(folder, numbered);
		if (!(await isThere(uri))) {
			return uri;
		}
	}
	return vscode.Uri.joinPath(folder, name);
}

/** Relative to the Markdown document that is being written, else to the workspace's folder. */
async function copyMarkdown(uri: vscode.Uri, media: TurnMedia): Promise<void> {
	const document = vscode.window.activeTextEditor?.document;
	const target = document?.languageId === 'markdown' ? document : undefined;
	await vscode.env.clipboard.writeText(markdownLink(uri, media, folderOf(target, uri)));
}

/** The folder that a link to the file starts from: the document's, if it lies in the same file system. */
function folderOf(document: vscode.TextDocument | undefined, file: vscode.Uri): vscode.Uri {
	return document?.uri.scheme === file.scheme && document.uri.authority === file.authority
		? vscode.Uri.joinPath(document.uri, '..')
		: (vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..'));
}

function markdownLink(file: vscode.Uri, { question }: TurnMedia, folder: vscode.Uri): string {
	return markdownImage(segments(file), segments(folder), question.slice(0, 120));
}

function segments({ path }: vscode.Uri): string[] {
	return path.split('/').filter(Boolean);
}
