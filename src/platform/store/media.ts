import type { InlineData, Part } from '../../shared/content.ts';
import { mediaFileName } from './names.ts';
import type { MediaReference } from './records.ts';

/** Base64 digits from which bytes get a file of their own. */
const LARGE = 16 * 1024;

export interface MediaFile {
	readonly name: string;
	readonly data: string;
}

/** The parts without large bytes, and the files that hold them. The parts given are not changed. */
export async function detachMedia(
	turnId: string,
	parts: readonly Part[],
): Promise<{ parts: Part[]; media: MediaReference[]; files: MediaFile[] }> {
	const light = [...parts];
	const media: MediaReference[] = [];
	const files: MediaFile[] = [];
	for (const { part, nested, inlineData } of largeMedia(parts)) {
		const file = mediaFileName(turnId, await sha256(inlineData.data));
		files.push({ name: file, data: inlineData.data });
		media.push({ part, file, ...(nested !== undefined && { nested }) });
		replaceMedia(light, { part, nested }, { ...inlineData, data: '' });
	}
	return { parts: light, media, files };
}

/**
 * Puts the bytes back. Where they are lost the part stays without them, since an endpoint refuses empty
 * media.
 */
export async function attachMedia(
	parts: readonly Part[],
	media: readonly MediaReference[],
	read: (file: string) => Promise<string | undefined>,
): Promise<Part[]> {
	const full = [...parts];
	for (const reference of media) {
		const inlineData = mediaAt(full, reference);
		const data = inlineData && (await read(reference.file));
		const found = inlineData && data !== undefined ? { ...inlineData, data } : undefined;
		replaceMedia(full, reference, found);
	}
	return full;
}

/** Whether the content is what the file's name promises. */
export async function isIntactMedia(name: string, data: string): Promise<boolean> {
	return name.endsWith(`.${await sha256(data)}.b64`);
}

interface MediaPlace {
	readonly part: number;
	readonly nested?: number | undefined;
}

function largeMedia(
	parts: readonly Part[],
): readonly (MediaPlace & { readonly inlineData: InlineData })[] {
	return parts.flatMap((part, index) => [
		...ifLarge(part, { part: index }),
		...nestedParts(part).flatMap((each, nested) => ifLarge(each, { part: index, nested })),
	]);
}

function ifLarge(part: Part | null, place: MediaPlace) {
	const inlineData = part?.inlineData;
	const isLarge = typeof inlineData?.data === 'string' && inlineData.data.length >= LARGE;
	return isLarge ? [{ ...place, inlineData }] : [];
}

function mediaAt(parts: readonly Part[], { part, nested }: MediaPlace): InlineData | undefined {
	const outer = parts[part];
	const owner = nested === undefined ? outer : outer && nestedParts(outer)[nested];
	return owner?.inlineData ?? undefined;
}

function replaceMedia(
	parts: Part[],
	{ part, nested }: MediaPlace,
	inlineData: InlineData | undefined,
): void {
	const outer = parts[part];
	if (outer === undefined) {
		return;
	}
	if (nested === undefined) {
		parts[part] = withMedia(outer, inlineData);
		return;
	}
	const inner = nestedParts(outer).map((each, index) =>
		index === nested ? withMedia(each, inlineData) : each,
	);
	if (outer.functionResponse) {
		parts[part] = { ...outer, functionResponse: { ...outer.functionResponse, parts: inner } };
	}
}

function withMedia(part: Part, inlineData: InlineData | undefined): Part {
	if (inlineData !== undefined) {
		return { ...part, inlineData };
	}
	const { inlineData: _lost, ...rest } = part;
	return { text: '', ...rest };
}

/** A model may write anything where the results of our own tools have parts. */
function nestedParts(part: Part): readonly Part[] {
	const nested = part.functionResponse?.parts;
	return Array.isArray(nested) ? nested : [];
}

async function sha256(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}
