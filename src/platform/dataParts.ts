import type { Part } from '../shared/content.ts';
import { toBase64 } from './base64.ts';

/** Text or bytes, as they stand in messages and in tool results. */
export type PlainContent =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'data'; readonly mimeType: string; readonly data: Uint8Array };

const READABLE = /^(image\/(png|jpeg|webp|heic|heif)|application\/pdf|audio\/.+|video\/.+)$/;
const TEXTUAL = /^text\/|[/+](json|xml|yaml|javascript|typescript)$/;

/**
 * Text or bytes as a part of a request. Nothing for empty text and for VS Code's own marks
 * (`cache_control`, `stateful_marker` and the like), whose MIME types have no slash.
 */
export function toPart(content: PlainContent): Part | undefined {
	if (content.kind === 'text') {
		return content.text === '' ? undefined : { text: content.text };
	}
	const mimeType = plainMimeType(content.mimeType);
	if (isReadable(mimeType)) {
		return { inlineData: { mimeType, data: toBase64(content.data) } };
	}
	const text = textInPlaceOf(content);
	return text === undefined ? undefined : { text };
}

/** Whether bytes of this type are sent as they are. */
export function isReadable(mimeType: string): boolean {
	return READABLE.test(plainMimeType(mimeType));
}

/** What is sent of bytes that are not sent as they are. */
export function textInPlaceOf({
	mimeType: given,
	data,
}: Extract<PlainContent, { kind: 'data' }>): string | undefined {
	const mimeType = plainMimeType(given);
	if (!mimeType.includes('/')) {
		return undefined;
	}
	if (TEXTUAL.test(mimeType)) {
		return new TextDecoder().decode(data);
	}
	// An unsupported type would have the whole request refused.
	return `[An attachment of type ${mimeType} is left out: the model cannot read it.]`;
}

/** Without parameters, and `image/jpeg` for the `image/jpg` that VS Code allows. */
function plainMimeType(mimeType: string): string {
	const plain = mimeType.split(';', 1).join('').trim().toLowerCase();
	return plain === 'image/jpg' ? 'image/jpeg' : plain;
}
