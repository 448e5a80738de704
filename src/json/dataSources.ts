import * as vscode from 'vscode';
import { toBase64 } from '../platform/base64.ts';
import { decodeText } from '../platform/decodeText.ts';
import { mediaTypeOf } from '../platform/mediaTypes.ts';
import type { Source } from './prompt.ts';
import { nameOf } from './schema/schemaReader.ts';

/** Bytes; a request may have 20 MB, and base64 takes a third more than what it stands for. */
const MAX_BYTES = 14_000_000;

/** Lets the person choose what the JSON is to be taken from; undefined when they think better of it. */
export async function pickData(
	editor: vscode.TextEditor | undefined,
): Promise<readonly Source[] | undefined> {
	const files = {
		label: `$(file-add) ${vscode.l10n.t('Files…')}`,
		description: vscode.l10n.t('text, PDF, images, sound or film'),
		read: chooseFiles,
	};
	const chosen = await vscode.window.showQuickPick(
		[...(editor === undefined ? [] : itemsOf(editor)), ...(await clipboardItems()), files],
		{ title: vscode.l10n.t('Take the facts from where?') },
	);
	return chosen?.read();
}

/** Only its text can be read by an extension. */
async function clipboardItems() {
	const name = vscode.l10n.t('Clipboard');
	const text = await vscode.env.clipboard.readText();
	const label = `$(clippy) ${vscode.l10n.t('The text in the clipboard')}`;
	const item = {
		label,
		description: text.trim().slice(0, 40).replaceAll(/\s+/g, ' '),
		read: (): Promise<readonly Source[]> => Promise.resolve([{ name, text }]),
	};
	return text.trim() === '' ? [] : [item];
}

function itemsOf({ document, selection }: vscode.TextEditor) {
	const name = nameOf(document.uri);
	const item = (label: string, text: string) => ({
		label,
		description: name,
		read: (): Promise<readonly Source[]> => Promise.resolve([{ name, text }]),
	});
	const whole = item(`$(file) ${vscode.l10n.t('The whole document')}`, document.getText());
	const selected = document.getText(selection);
	return selected === ''
		? [whole]
		: [item(`$(selection) ${vscode.l10n.t('The selection')}`, selected), whole];
}

async function chooseFiles(): Promise<readonly Source[] | undefined> {
	const uris = await vscode.window.showOpenDialog({ canSelectMany: true });
	const sources = await Promise.all((uris ?? []).map(readSource));
	return uris && sources.filter(source => source !== undefined);
}

/** Undefined, and said so, when the file is not one that a model can read. */
async function readSource(uri: vscode.Uri): Promise<Source | undefined> {
	const name = nameOf(uri);
	const bytes = await vscode.workspace.fs.readFile(uri);
	if (bytes.length > MAX_BYTES) {
		void vscode.window.showWarningMessage(vscode.l10n.t('{0} is too large to be sent.', name));
		return undefined;
	}
	const media = mediaTypeOf(name);
	if (media !== undefined) {
		const { mimeType } = media;
		return { name, part: { inlineData: { mimeType, data: toBase64(bytes) } } };
	}
	const text = await decodeText(bytes, uri);
	if (text === undefined) {
		void vscode.window.showWarningMessage(
			vscode.l10n.t('{0} is nothing that a model can read.', name),
		);
	}
	return text === undefined ? undefined : { name, text };
}
