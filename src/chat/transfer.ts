import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import { exportJson, type ImportedConversation, importJson } from '../conversations/exportJson.ts';
import {
	exportMarkdown,
	type MarkdownLabels,
	turnMarkdown,
} from '../conversations/exportMarkdown.ts';
import { fromBase64 } from '../platform/base64.ts';
import { translateFailure } from '../platform/engineTexts.ts';
import type { Conversation } from '../shared/conversation.ts';

const MAX_NAME_LENGTH = 60;

/** Writes the conversation for reading: Markdown, with sources as footnotes and media in a folder beside it. */
export async function saveAsMarkdown(conversation: Conversation): Promise<void> {
	const target = await askForTarget(conversation, 'md');
	if (target === undefined) {
		return;
	}
	const name = target.path.split('/').at(-1) ?? '';
	const folder = `${name.replace(/\.md$/i, '')}.media`;
	const { markdown, files } = exportMarkdown(conversation, {
		labels: labels(),
		media: { kind: 'files', folder },
	});
	const parent = vscode.Uri.joinPath(target, '..');
	for (const file of files) {
		const uri = vscode.Uri.joinPath(parent, folder, file.name);
		await vscode.workspace.fs.writeFile(uri, fromBase64(file.data));
	}
	await write(target, markdown);
}

/** Writes all of the conversation, for {@link importConversation} here or elsewhere. */
export async function saveAsJson(conversation: Conversation): Promise<void> {
	const target = await askForTarget(conversation, 'json');
	if (target !== undefined) {
		await write(target, exportJson(conversation, Date.now()));
	}
}

/**
 * Puts one message on the clipboard as Markdown, with its sources as footnotes; without thoughts, and without
 * media, which would be megabytes of text.
 */
export async function copyTurn({ turns }: Conversation, turnId: string): Promise<void> {
	const turn = turns.find(({ id }) => id === turnId);
	if (turn !== undefined) {
		const parts = turn.parts.filter(({ thought, inlineData }) => !thought && !inlineData);
		const { markdown } = turnMarkdown(
			{ ...turn, parts },
			{ labels: labels(), media: { kind: 'dataUri' } },
		);
		await vscode.env.clipboard.writeText(markdown);
	}
}

/** Takes in what {@link saveAsJson} wrote and makes it the one that is shown; resolves to whether it did. */
export async function importConversation(library: ConversationLibrary): Promise<boolean> {
	const opened = await vscode.window.showOpenDialog({ filters: { JSON: ['json'] } });
	const file = opened?.[0];
	if (file === undefined) {
		return false;
	}
	const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
	const imported = importJson(text, () => crypto.randomUUID());
	if (imported.state === 'ok') {
		library.show(await library.import(imported.conversation));
		return true;
	}
	void vscode.window.showErrorMessage(wordsOf(imported));
	return false;
}

function wordsOf(imported: Exclude<ImportedConversation, { state: 'ok' }>): string {
	switch (imported.state) {
		case 'newer':
			return vscode.l10n.t('This file was written by a newer version of Comet Gemini.');
		case 'damaged':
			return vscode.l10n.t('This export is damaged at {0}.', imported.path);
		case 'foreign':
			return vscode.l10n.t('This file holds no exported conversation.');
		default:
			return imported satisfies never;
	}
}

async function askForTarget(
	{ title }: Conversation,
	extension: 'md' | 'json',
): Promise<vscode.Uri | undefined> {
	const name = title
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.trim()
		.slice(0, MAX_NAME_LENGTH);
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
	const fileName = `${name || 'conversation'}.${extension}`;
	return vscode.window.showSaveDialog({
		...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
		filters: extension === 'md' ? { Markdown: ['md'] } : { JSON: ['json'] },
	});
}

async function write(target: vscode.Uri, text: string): Promise<void> {
	await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
	await vscode.window.showTextDocument(target);
}

function labels(): MarkdownLabels {
	return {
		untitled: vscode.l10n.t('Untitled'),
		you: vscode.l10n.t('You'),
		toolResults: vscode.l10n.t('Results of tools'),
		thoughts: vscode.l10n.t('Thoughts'),
		sources: vscode.l10n.t('Sources'),
		citations: vscode.l10n.t('Citations'),
		output: vscode.l10n.t('Output'),
		stopped: vscode.l10n.t('Stopped'),
		interrupted: vscode.l10n.t('Interrupted when the window closed'),
		failed: message =>
			message === undefined
				? vscode.l10n.t('The answer failed.')
				: vscode.l10n.t('The answer failed: {0}', translateFailure(message, vscode.l10n)),
		blocked: vscode.l10n.t('The request was blocked'),
		ended: vscode.l10n.t('Ended early'),
	};
}
