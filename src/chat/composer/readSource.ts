import * as vscode from 'vscode';
import { toBase64 } from '../../platform/base64.ts';
import { decodeText } from '../../platform/decodeText.ts';
import { mediaTypeOf } from '../../platform/mediaTypes.ts';
import { gitChanges } from '../../platform/tools/gitDiff.ts';
import { documentPath } from '../../platform/workspacePaths.ts';
import type { Part } from '../../shared/content.ts';
import { MAX_MEDIA_BYTES } from '../../shared/protocol.ts';
import {
	changesText,
	fileText,
	folderText,
	problemsText,
	selectionText,
	symbolText,
	terminalText,
} from './attachmentText.ts';
import type { Exclusions } from './exclusions.ts';
import { fitFiles } from './fitFiles.ts';
import type { AttachmentSource } from './source.ts';
import { filesBelow } from './workspaceFiles.ts';

/** Text of more bytes is no prompt. */
const MAX_TEXT_BYTES = 20_000_000;

/** A file with more of them does not fit, whatever it holds. */
const MAX_BYTES_PER_TOKEN = 8;

/** What goes into the request, and what a person should know of it. */
export interface AttachmentContent {
	readonly part: Part;
	/** What was left out, in words. */
	readonly note?: string | undefined;
}

export interface ReadOptions {
	readonly exclusions: Exclusions;
	/** Tokens that the contents of a folder may take; 0 for its listing alone. */
	readonly folderBudget: number;
}

/** Why something cannot be attached; the message is for the person. */
export class AttachmentError extends Error {
	override readonly name = 'AttachmentError';
}

/** @throws AttachmentError when there is nothing that a model could read. */
export async function readSource(
	source: AttachmentSource,
	options: ReadOptions,
): Promise<AttachmentContent> {
	switch (source.kind) {
		case 'file':
		case 'image':
		case 'pdf':
		case 'audio':
		case 'video':
			return readFile(source.uri);
		case 'folder':
			return readFolder(source, options);
		case 'symbol':
			return readSymbol(source);
		case 'selection':
			return textContent(selectionText(source.text, { ...source, path: documentPath(source.uri) }));
		case 'problems':
			return textContent(problemsText(problems()));
		case 'changes':
			return textContent(changesText(await readChanges(source.isStaged), source.isStaged));
		case 'terminal':
			return textContent(terminalText(source.text));
		case 'sent':
			return { part: source.part };
		case 'pasted':
			return contentOf(source);
		default:
			return source satisfies never;
	}
}

export interface FileBytes {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly mimeType?: string | undefined;
	/** Where it is, if anywhere: the settings may name an encoding for it. */
	readonly uri?: vscode.Uri | undefined;
}

/** Bytes of a file as a part. @throws AttachmentError when no model takes them. */
export async function contentOf({
	name,
	bytes,
	mimeType,
	uri,
}: FileBytes): Promise<AttachmentContent> {
	const media = mediaTypeOf(name, mimeType);
	if (media !== undefined) {
		return { part: { inlineData: { mimeType: media.mimeType, data: toBase64(bytes) } } };
	}
	const text = await decodeText(bytes, uri);
	if (text === undefined) {
		throw new AttachmentError(
			vscode.l10n.t(
				'{0} is neither text nor an image, a PDF, audio or video that models take.',
				name,
			),
		);
	}
	return textContent(fileText(text, { path: name }));
}

/** @throws AttachmentError when it is larger than endpoints take. */
export function checkSize(name: string, bytes: number, mimeType?: string): void {
	const limit = mediaTypeOf(name, mimeType) === undefined ? MAX_TEXT_BYTES : MAX_MEDIA_BYTES;
	if (bytes > limit) {
		const megabytes = (count: number) =>
			Math.round(count / 1e6).toLocaleString(vscode.env.language);
		throw new AttachmentError(
			vscode.l10n.t(
				'{0} has {1} MB; at most {2} MB can go with a question.',
				name,
				megabytes(bytes),
				megabytes(limit),
			),
		);
	}
}

async function readFile(uri: vscode.Uri): Promise<AttachmentContent> {
	const path = documentPath(uri);
	const open = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
	if (open !== undefined) {
		// As the person sees it, saved or not.
		return textContent(fileText(open.getText(), { path, languageId: open.languageId }));
	}
	return contentOf({ name: path, bytes: await bytesOf(uri), uri });
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
	const path = documentPath(uri);
	try {
		checkSize(path, (await vscode.workspace.fs.stat(uri)).size);
		return await vscode.workspace.fs.readFile(uri);
	} catch (error) {
		if (error instanceof AttachmentError) {
			throw error;
		}
		throw new AttachmentError(vscode.l10n.t('{0} cannot be read any more.', path));
	}
}

async function readSymbol(
	source: Extract<AttachmentSource, { kind: 'symbol' }>,
): Promise<AttachmentContent> {
	const { uri, name, lines } = source;
	const path = documentPath(uri);
	try {
		const document = await vscode.workspace.openTextDocument(uri);
		const end = Math.min(lines.last, document.lineCount);
		const range = new vscode.Range(lines.first - 1, 0, end, 0);
		const { languageId } = document;
		return textContent(symbolText(name, document.getText(range), { path, lines, languageId }));
	} catch {
		throw new AttachmentError(vscode.l10n.t('{0} cannot be read any more.', path));
	}
}

async function readFolder(
	{ uri, withIgnored }: Extract<AttachmentSource, { kind: 'folder' }>,
	{ exclusions, folderBudget }: ReadOptions,
): Promise<AttachmentContent> {
	let heldBack = 0;
	const found = await filesBelow(uri, file => {
		const reason = exclusions.reasonFor(file);
		const isHeld = withIgnored === true ? reason === 'secret' : reason !== undefined;
		heldBack += isHeld ? 1 : 0;
		return !isHeld;
	});
	const { files, leftOut } = await fitFiles(found, folderBudget, file =>
		readText(file.uri, folderBudget * MAX_BYTES_PER_TOKEN),
	);
	const path = documentPath(uri);
	const listing = found.map(file => file.path);
	const text = folderText({ path, listing, files, leftOut });
	return { ...textContent(text), note: folderNote(found.length, files.length, heldBack) };
}

/** `undefined` for what is no text, is larger than it may be, or has gone. */
async function readText(uri: vscode.Uri, maxBytes: number): Promise<string | undefined> {
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		if (size > maxBytes || mediaTypeOf(uri.path) !== undefined) {
			return undefined;
		}
		return await decodeText(await vscode.workspace.fs.readFile(uri), uri);
	} catch {
		return undefined;
	}
}

function folderNote(all: number, sent: number, heldBack: number): string {
	const contents =
		sent === all
			? vscode.l10n.t('All files ({0})', all)
			: vscode.l10n.t('Of {1} files the contents of {0}; of the others the names', sent, all);
	return heldBack === 0
		? contents
		: `${contents}\n${vscode.l10n.t('Held back as secret or ignored: {0}', heldBack)}`;
}

async function readChanges(isStaged: boolean): Promise<string> {
	try {
		return await gitChanges(isStaged);
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		throw new AttachmentError(vscode.l10n.t('Git does not say what has changed: {0}', detail));
	}
}

function problems(): string[] {
	return vscode.languages
		.getDiagnostics()
		.flatMap(([uri, all]) =>
			all
				.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
				.map(
					({ severity, range, message }) =>
						`${vscode.DiagnosticSeverity[severity]} ${documentPath(uri)}:${range.start.line + 1}: ${message}`,
				),
		);
}

function textContent(text: string): AttachmentContent {
	return { part: { text } };
}
