import type { Grounding, GroundingSource, GroundingSupport } from '../shared/events.ts';
import type { ChunkGrounding } from './chunk.ts';

/** Later chunks are more complete, but may leave out what an earlier one said: non-empty wins. */
export function mergeGrounding(
	before: ChunkGrounding | undefined,
	later: ChunkGrounding,
): ChunkGrounding {
	if (before === undefined) {
		return later;
	}
	const merged: Record<string, unknown> = { ...before };
	for (const [key, value] of Object.entries(later)) {
		const isEmpty = value == null || (Array.isArray(value) && value.length === 0);
		if (!isEmpty) {
			merged[key] = value;
		}
	}
	return merged;
}

/**
 * The wire's grounding with positions in `answer`, the visible text of the candidate so far. The wire
 * counts UTF-8 bytes and is sometimes off: a passage is then looked for by its text (docs/PROTOCOL.md §4).
 */
export function buildGrounding(raw: ChunkGrounding, answer: string): Grounding {
	const supports = raw.groundingSupports ?? [];
	const indices = byteIndices(
		answer,
		supports.flatMap(({ segment }) => [segment?.startIndex ?? 0, segment?.endIndex ?? 0]),
	);
	return {
		sources: (raw.groundingChunks ?? []).map(toSource),
		supports: supports.map(support => toSupport(support, answer, indices)),
		webSearchQueries: raw.webSearchQueries ?? [],
		imageSearchQueries: raw.imageSearchQueries ?? [],
		retrievalQueries: raw.retrievalQueries ?? [],
		searchEntryPointHtml: raw.searchEntryPoint?.renderedContent ?? undefined,
	};
}

type RawSupport = NonNullable<ChunkGrounding['groundingSupports']>[number];

function toSupport(
	{ segment, groundingChunkIndices, confidenceScores }: RawSupport,
	answer: string,
	indices: ReadonlyMap<number, number>,
): GroundingSupport {
	const text = segment?.text ?? '';
	return {
		...placeOf(text, segment?.startIndex ?? 0, segment?.endIndex ?? 0, answer, indices),
		text,
		sources: groundingChunkIndices ?? [],
		confidence: confidenceScores?.length ? confidenceScores : undefined,
	};
}

function placeOf(
	text: string,
	startByte: number,
	endByte: number,
	answer: string,
	indices: ReadonlyMap<number, number>,
): { start?: number; end?: number } {
	const start = indices.get(startByte);
	const end = indices.get(endByte);
	if (start !== undefined && end !== undefined && end > start) {
		if (text === '' || answer.slice(start, end) === text) {
			return { start, end };
		}
	}
	const found = text === '' ? -1 : answer.indexOf(text);
	return found < 0 ? {} : { start: found, end: found + text.length };
}

/**
 * UTF-8 byte offsets → UTF-16 indices of `text`, in one pass. Offsets inside a character or beyond the end
 * are left out.
 */
export function byteIndices(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
	const wanted = [...new Set(offsets)].sort((a, b) => a - b);
	const found = new Map<number, number>();
	let next = 0;
	let byte = 0;
	let index = 0;
	while (next < wanted.length) {
		const offset = wanted[next] ?? 0;
		if (offset === byte) {
			found.set(offset, index);
			next++;
		} else if (offset < byte) {
			next++;
		} else if (index >= text.length) {
			break;
		} else {
			const code = text.codePointAt(index) ?? 0;
			byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
			index += code < 0x1_00_00 ? 1 : 2;
		}
	}
	return found;
}

type RawChunk = NonNullable<ChunkGrounding['groundingChunks']>[number];

function toSource({ web, maps, retrievedContext, image }: RawChunk): GroundingSource {
	const raw = web ?? maps ?? retrievedContext ?? image ?? {};
	const kind = web
		? 'web'
		: maps
			? 'maps'
			: retrievedContext
				? 'retrieved'
				: image
					? 'image'
					: 'unknown';
	return {
		kind,
		uri: raw.uri ?? raw.sourceUri ?? undefined,
		title: raw.title ?? undefined,
		domain: raw.domain ?? undefined,
		text: raw.text ?? undefined,
		imageUri: raw.imageUri ?? undefined,
		placeId: raw.placeId ?? undefined,
		pageNumber: raw.pageNumber ?? undefined,
	};
}
