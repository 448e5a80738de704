import { estimatePartTokens } from '../../gemini/estimateTokens.ts';
import type { DraftItem } from './attachmentDraft.ts';
import { nameOf } from './describe.ts';
import type { ReadAttachment } from './questionMessage.ts';
import { type AttachmentContent, type ReadOptions, readSource } from './readSource.ts';
import { kindOf } from './source.ts';

/** What cannot be read, and why, in words. */
export interface ReadFailure {
	readonly item: DraftItem;
	readonly reason: string;
}

/** Everything that is attached, as it is now, for a model. */
export async function readAttachments(
	items: readonly DraftItem[],
	{ model, ...options }: ReadOptions & { readonly model: string },
): Promise<{
	readonly attachments: readonly ReadAttachment[];
	readonly failures: readonly ReadFailure[];
}> {
	const attachments: ReadAttachment[] = [];
	const failures: ReadFailure[] = [];
	for (const item of items) {
		try {
			attachments.push(attachmentOf(item, await readSource(item.source, options), model));
		} catch (error) {
			failures.push({ item, reason: error instanceof Error ? error.message : String(error) });
		}
	}
	return { attachments, failures };
}

function attachmentOf(
	{ source }: DraftItem,
	{ part, note }: AttachmentContent,
	model: string,
): ReadAttachment {
	const { label, detail, uri, lines } = nameOf(source);
	const mimeType = part.inlineData?.mimeType;
	return {
		kind: kindOf(source),
		label,
		detail: [detail, note].filter(Boolean).join('\n'),
		tokens: estimatePartTokens(part, model),
		content: part,
		...(uri !== undefined && { uri: uri.toString() }),
		...(lines !== undefined && { lines }),
		...(mimeType !== undefined && { mimeType }),
	};
}
