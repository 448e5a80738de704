import type { ModelCapabilities } from '../gemini/modelInfo.ts';
import type { AttachmentKind } from '../shared/attachments.ts';

export type MediaKind = Extract<AttachmentKind, 'image' | 'pdf' | 'audio' | 'video'>;

export interface MediaType {
	readonly kind: MediaKind;
	readonly mimeType: string;
}

/** What models take as it is, by the ending of the file's name (docs/PROTOCOL.md §2.6). */
const BY_EXTENSION: Readonly<Record<string, string>> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	heic: 'image/heic',
	heif: 'image/heif',
	pdf: 'application/pdf',
	wav: 'audio/wav',
	mp3: 'audio/mp3',
	aif: 'audio/aiff',
	aiff: 'audio/aiff',
	aac: 'audio/aac',
	ogg: 'audio/ogg',
	flac: 'audio/flac',
	m4a: 'audio/m4a',
	opus: 'audio/opus',
	mp4: 'video/mp4',
	mpeg: 'video/mpeg',
	mpg: 'video/mpg',
	mov: 'video/mov',
	avi: 'video/avi',
	flv: 'video/x-flv',
	webm: 'video/webm',
	wmv: 'video/wmv',
	'3gp': 'video/3gpp',
	'3gpp': 'video/3gpp',
};

/** Other names that browsers and systems have for the same. */
const ALIASES: Readonly<Record<string, string>> = {
	'image/jpg': 'image/jpeg',
	'audio/mpeg': 'audio/mp3',
	'audio/x-wav': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/x-aiff': 'audio/aiff',
	'audio/x-m4a': 'audio/m4a',
	'audio/x-flac': 'audio/flac',
	'video/quicktime': 'video/mov',
	'video/x-msvideo': 'video/avi',
	'video/x-ms-wmv': 'video/wmv',
};

const TAKEN = new Set(Object.values(BY_EXTENSION));

/** What a file is for a model; `undefined` for text and for what no model takes. */
export function mediaTypeOf(name: string, mimeType = ''): MediaType | undefined {
	const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	const plain = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
	const given = ALIASES[plain] ?? plain;
	const found = TAKEN.has(given) ? given : BY_EXTENSION[extension];
	return found === undefined ? undefined : { kind: mediaKindOf(found), mimeType: found };
}

/** For a part of any media type. */
export function mediaKindOf(mimeType: string): MediaKind {
	const [family] = mimeType.split('/', 1);
	return family === 'image' || family === 'audio' || family === 'video' ? family : 'pdf';
}

/** Whether a model takes it, as far as its list or its name tells. */
export function isTaken(kind: AttachmentKind, capabilities: ModelCapabilities): boolean {
	switch (kind) {
		case 'image':
			return capabilities.imageInput;
		case 'pdf':
			return capabilities.pdfInput;
		case 'audio':
			return capabilities.audioInput;
		case 'video':
			return capabilities.videoInput;
		default:
			return true;
	}
}
