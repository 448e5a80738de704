import * as vscode from 'vscode';
import { estimateMediaTokens, estimatePartTokens } from '../../gemini/estimateTokens.ts';
import { fromBase64, toBase64 } from '../../platform/base64.ts';
import { mediaTypeOf } from '../../platform/mediaTypes.ts';
import { activeResource } from '../../platform/modelCommands.ts';
import { readSettings } from '../../platform/settings.ts';
import { isSecretPath } from '../../platform/tools/workspacePaths.ts';
import type { Part } from '../../shared/content.ts';
import type { FromWebview } from '../../shared/protocol.ts';
import { fileSource } from './attachmentCompletions.ts';
import type { AttachmentDraft, DraftItem, Thumbnail } from './attachmentDraft.ts';
import type { ComposerBoard } from './composerBoard.ts';
import { nameOf } from './describe.ts';
import type { ExclusionReason, Exclusions } from './exclusions.ts';
import { isFileUri } from './fileUri.ts';
import { type HeldBack, heldBackNotice, refusedNotice } from './notices.ts';
import { checkSize, contentOf, readSource } from './readSource.ts';
import type { AttachmentSource } from './source.ts';

/** Enough to tell text from anything else. */
const SNIFFED_BYTES = 10_000;

/** Larger pictures are shown as an icon. */
const MAX_THUMBNAIL_BYTES = 4_000_000;

/** What a page may show of pictures. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

type PastedFile = Extract<FromWebview, { type: 'attachData' }>;

interface Held extends HeldBack {
	readonly source: AttachmentSource;
}

/** Puts things beside the next question, unless a person may not want them to leave the machine. */
export class Attaching {
	private readonly board: ComposerBoard;
	private readonly exclusions: () => Promise<Exclusions>;

	constructor(board: ComposerBoard, exclusions: () => Promise<Exclusions>) {
		this.board = board;
		this.exclusions = exclusions;
	}

	/** What may hold secrets or is ignored waits for a yes, and then goes where the rest of it went. */
	async add(sources: readonly AttachmentSource[]): Promise<void> {
		const { draft } = this.board;
		const exclusions = await this.exclusions();
		const held = sources.flatMap((source): Held[] => {
			const reason = reasonFor(source, exclusions);
			return reason === undefined ? [] : [{ source, reason, name: nameOf(source).detail }];
		});
		this.attach(
			sources.filter(source => held.every(each => each.source !== source)),
			draft,
		);
		if (held.length > 0) {
			const decide = async (action: string) => {
				if (action === 'attachAnyway') {
					this.attach(
						held.map(({ source }) => insisted(source)),
						draft,
					);
				}
			};
			this.board.ask(heldBackNotice(held), decide, { about: draft });
		}
	}

	/** What was attached before: the person has said yes to it then. */
	async restore(sources: readonly AttachmentSource[]): Promise<void> {
		this.attach(sources, this.board.draft);
	}

	/** Files and folders; what is neither, e.g. an address of the web, is named. */
	async addUris(uris: readonly vscode.Uri[]): Promise<void> {
		const found = await Promise.all(
			uris.map(async uri => ({ uri, source: await sourceOfUri(uri) })),
		);
		await this.add(found.flatMap(({ source }) => source ?? []));
		const others = found.filter(({ source }) => source === undefined);
		if (others.length > 0) {
			const reasons = others.map(({ uri }) =>
				vscode.l10n.t('{0} is no file that can be read here.', uri.toString(true)),
			);
			this.board.ask(refusedNotice(reasons), async () => undefined);
		}
	}

	/** A file that was dropped or pasted as bytes. */
	async addPasted({ name, mimeType, size, data }: PastedFile): Promise<void> {
		try {
			checkSize(name, size, mimeType);
			const bytes = fromBase64(data);
			const media = mediaTypeOf(name, mimeType);
			// Throws for what is neither text nor media.
			await contentOf({ name, bytes: bytes.subarray(0, SNIFFED_BYTES), mimeType });
			await this.add([
				{
					kind: 'pasted',
					as: media?.kind ?? 'file',
					name,
					mimeType: media?.mimeType ?? 'text/plain',
					bytes,
				},
			]);
		} catch (error) {
			this.refuse(error);
		}
	}

	private attach(sources: readonly AttachmentSource[], draft: AttachmentDraft): void {
		for (const source of sources) {
			const item = draft.add(source);
			if (item !== undefined) {
				// Nobody waits for the estimate.
				void this.measure(item).catch(error => this.giveUp(item, draft, error));
			}
		}
		this.board.refresh();
	}

	/** What it will cost, as far as can be told without sending it. */
	private async measure({ id, source }: DraftItem): Promise<void> {
		const model = this.board.model().id;
		if (source.kind === 'sent') {
			const { part } = source;
			this.board.update(id, {
				tokens: estimatePartTokens(part, model),
				thumbnail: sentThumbnail(part),
			});
			return;
		}
		const media = await mediaFacts(source);
		if (media !== undefined) {
			checkSize(nameOf(source).label, media.size, media.mimeType);
			const tokens = estimateMediaTokens(media.mimeType, media.size, model);
			this.board.update(id, { tokens, thumbnail: await thumbnailOf(media) });
			return;
		}
		const options = { exclusions: await this.exclusions(), folderBudget: folderBudget() };
		const { part, note } = await readSource(source, options);
		this.board.update(id, { tokens: estimatePartTokens(part, model), note });
	}

	private giveUp({ id }: DraftItem, draft: AttachmentDraft, error: unknown): void {
		draft.remove(id);
		this.refuse(error);
	}

	private refuse(error: unknown): void {
		const reason = error instanceof Error ? error.message : String(error);
		this.board.ask(refusedNotice([reason]), async () => undefined);
	}
}

/** Tokens that the contents of one folder may take. */
export function folderBudget(): number {
	return readSettings(activeResource()).folderBudget;
}

interface MediaFacts {
	readonly mimeType: string;
	readonly size: number;
	read(): Promise<Uint8Array>;
}

async function mediaFacts(source: AttachmentSource): Promise<MediaFacts | undefined> {
	if (source.kind === 'pasted') {
		const { as, mimeType, bytes } = source;
		return as === 'file' ? undefined : { mimeType, size: bytes.length, read: async () => bytes };
	}
	const uri = 'uri' in source && source.kind !== 'folder' ? source.uri : undefined;
	const type = uri && mediaTypeOf(uri.path);
	if (uri === undefined || type === undefined || type.kind !== source.kind) {
		return undefined;
	}
	const { size } = await vscode.workspace.fs.stat(uri);
	return { mimeType: type.mimeType, size, read: async () => vscode.workspace.fs.readFile(uri) };
}

async function thumbnailOf({ mimeType, size, read }: MediaFacts): Promise<Thumbnail | undefined> {
	return SHOWN.test(mimeType) && size <= MAX_THUMBNAIL_BYTES
		? { mimeType, data: toBase64(await read()) }
		: undefined;
}

function sentThumbnail({ inlineData }: Part): Thumbnail | undefined {
	const isShown =
		inlineData !== undefined &&
		SHOWN.test(inlineData.mimeType) &&
		inlineData.data.length <= MAX_THUMBNAIL_BYTES;
	return isShown ? inlineData : undefined;
}

async function sourceOfUri(uri: vscode.Uri): Promise<AttachmentSource | undefined> {
	if (!isFileUri(uri)) {
		return undefined;
	}
	if (vscode.workspace.textDocuments.some(each => each.uri.toString() === uri.toString())) {
		return fileSource(uri);
	}
	try {
		const { type } = await vscode.workspace.fs.stat(uri);
		return type & vscode.FileType.Directory ? { kind: 'folder', uri } : fileSource(uri);
	} catch {
		// No file system knows it.
		return undefined;
	}
}

function insisted(source: AttachmentSource): AttachmentSource {
	return source.kind === 'folder' ? { ...source, withIgnored: true } : source;
}

function reasonFor(source: AttachmentSource, exclusions: Exclusions): ExclusionReason | undefined {
	if (source.kind === 'pasted') {
		return isSecretPath(source.name) ? 'secret' : undefined;
	}
	return 'uri' in source ? exclusions.reasonFor(source.uri, source.kind === 'folder') : undefined;
}
