import type { InlineData } from '../shared/content.ts';
import { dataUri } from '../shared/dataUri.ts';

/** Inside the document, or in a folder beside it. */
export type MediaPlace =
	| { readonly kind: 'dataUri' }
	/** Path of the folder from the document, with `/`. */
	| { readonly kind: 'files'; readonly folder: string };

export interface MediaFile {
	/** Inside the folder. */
	readonly name: string;
	/** Base64. */
	readonly data: string;
}

/** Types whose files do no harm when they are opened; the names come from here, never from an answer. */
const EXTENSIONS: Readonly<Record<string, string>> = {
	'image/png': 'png',
	'image/jpeg': 'jpg',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'image/heic': 'heic',
	'audio/wav': 'wav',
	'audio/mpeg': 'mp3',
	'audio/mp3': 'mp3',
	'audio/ogg': 'ogg',
	'audio/aac': 'aac',
	'audio/flac': 'flac',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'video/quicktime': 'mov',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
	'text/csv': 'csv',
	'text/markdown': 'md',
};

/** The usual ending of a file of this type, without the dot; `undefined` for types that are not known. */
export function mediaExtension(mimeType: string): string | undefined {
	const type = plainType(mimeType);
	return Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type] : undefined;
}

function plainType(mimeType: string): string {
	return mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Media as Markdown, and the files that it refers to. */
export class MediaWriter {
	readonly files: MediaFile[] = [];
	private readonly place: MediaPlace;
	private count = 0;

	constructor(place: MediaPlace) {
		this.place = place;
	}

	add({ mimeType, data }: InlineData): string {
		const type = plainType(mimeType);
		const extension = mediaExtension(mimeType);
		// Anything but base64 would end the link, and the text after it would be the media's.
		if (!/^[\w+/=-]*$/.test(data)) {
			return '';
		}
		this.count++;
		const isImage = type.startsWith('image/') && extension !== undefined;
		const name = `${isImage ? 'image' : 'file'}-${this.count}.${extension ?? 'bin'}`;
		const known = extension === undefined ? 'application/octet-stream' : type;
		if (this.place.kind === 'dataUri') {
			return `${isImage ? '!' : ''}[${name}](${dataUri({ mimeType: known, data })})`;
		}
		this.files.push({ name, data });
		const path = [...this.place.folder.split('/').map(encodeURIComponent), name].join('/');
		return `${isImage ? '!' : ''}[${name}](${path.replace(/[()]/g, hex)})`;
	}
}

/** `encodeURIComponent` leaves parentheses, which would end a link. */
function hex(character: string): string {
	return `%${character.charCodeAt(0).toString(16)}`;
}
