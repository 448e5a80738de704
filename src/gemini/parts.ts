import type { Part } from '../shared/content.ts';

/** What describes a part without being its data. */
const METADATA: ReadonlySet<string> = new Set([
	'thought',
	'thoughtSignature',
	'videoMetadata',
	'mediaResolution',
	'mediaProcessing',
	'partMetadata',
	'audioTranscription',
	'speechMetadata',
]);

/**
 * A turn's parts as they may go back (docs/PROTOCOL.md §6). A part without data is refused, so a lone
 * signature gets an empty text beside it and anything emptier goes; draft images, megabytes that nobody
 * asks to see again, go too.
 */
export function sendableParts(parts: readonly Part[]): readonly Part[] {
	return parts.every(isSendable) ? parts : parts.flatMap(toSendable);
}

function isSendable(part: Part): boolean {
	return hasData(part) && !isDraft(part);
}

function toSendable(part: Part): Part[] {
	if (isSendable(part)) {
		return [part];
	}
	return part.thoughtSignature !== undefined && !hasData(part) ? [{ text: '', ...part }] : [];
}

/** Whether a part holds one of the protocol's data fields, or one that is newer than this code. */
export function hasData(part: Part): boolean {
	for (const [key, value] of Object.entries(part)) {
		if (!METADATA.has(key) && value !== undefined && value !== null) {
			return true;
		}
	}
	return false;
}

function isDraft(part: Part): boolean {
	return (
		part.thought === true && part.inlineData !== undefined && part.thoughtSignature === undefined
	);
}
