/** What a person can put beside a question. */
export const ATTACHMENT_KINDS = [
	'file',
	'folder',
	'selection',
	'symbol',
	'problems',
	'changes',
	'terminal',
	'image',
	'pdf',
	'audio',
	'video',
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** Names of codicons. */
export const ATTACHMENT_ICONS: Readonly<Record<AttachmentKind, string>> = {
	file: 'file',
	folder: 'folder',
	selection: 'list-selection',
	symbol: 'symbol-method',
	problems: 'warning',
	changes: 'git-compare',
	terminal: 'terminal',
	image: 'file-media',
	pdf: 'file-pdf',
	audio: 'unmute',
	video: 'device-camera-video',
};

/** A piece of context that went with a question, as the panel shows it. */
export interface Attachment {
	readonly label: string;
	/** Absent where a command wrote the question and its parts. */
	readonly kind?: AttachmentKind | undefined;
	/** All of its name: path and lines, or what it holds. */
	readonly detail?: string | undefined;
	/** Where it came from, for opening it again. */
	readonly uri?: string | undefined;
	/** Lines of the file, from 1, both included. */
	readonly lines?: { readonly first: number; readonly last: number } | undefined;
	readonly mimeType?: string | undefined;
	/** An estimate. */
	readonly tokens?: number | undefined;
	/** Which part of the question holds it; the parts that none names were typed. */
	readonly part?: number | undefined;
}
