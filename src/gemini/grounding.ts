import type { Grounding, GroundingSource, GroundingSupport } from '../shared/events.ts';
import { byteIndices, byteLength } from './byteOffsets.ts';
import type { ChunkGrounding } from './chunk.ts';
import { optional } from './json.ts';

/** Later chunks are more complete, but may leave out what an earlier one said: non-empty wins. */
export function mergeGrounding(
	before: ChunkGrounding | undefined,
	later: ChunkGrounding,
): ChunkGrounding {
	if (before === undefined) {
		return later;
	}
	const news = Object.entries(later).filter(([, value]) => !isEmpty(value));
	return { ...before, ...Object.fromEntries(news) };
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null
		? Object.keys(value).length === 0
		: value === undefined || value === null || value === '';
}

/**
 * The wire's grounding with positions in the answer. The wire counts UTF-8 bytes and is sometimes off: a
 * passage is then looked for by its text (docs/PROTOCOL.md §4).
 * @param texts the visible text of each part of the answer so far
 */
export function buildGrounding(raw: ChunkGrounding, texts: readonly string[]): Grounding {
	const text = texts.join('');
	const supports = (raw.groundingSupports ?? []).map(support => claimOf(support, texts));
	const indices = byteIndices(
		text,
		supports.flatMap(({ places }) => places.flat()),
	);
	return {
		sources: (raw.groundingChunks ?? []).map(toSource),
		supports: supports.map(claim => toSupport(claim, text, indices)),
		webSearchQueries: raw.webSearchQueries ?? [],
		imageSearchQueries: raw.imageSearchQueries ?? [],
		retrievalQueries: raw.retrievalQueries ?? [],
		...optional('searchEntryPointHtml', raw.searchEntryPoint?.renderedContent),
		...optional('searchScore', raw.retrievalMetadata?.googleSearchDynamicRetrievalScore),
		...optional('mapsWidgetToken', raw.googleMapsWidgetContextToken),
		...(raw.sourceFlaggingUris?.length && {
			flagUris: raw.sourceFlaggingUris.map(({ sourceId, flagContentUri }) => ({
				...optional('sourceId', sourceId),
				...optional('uri', flagContentUri),
			})),
		}),
	};
}

type RawSupport = NonNullable<ChunkGrounding['groundingSupports']>[number];

/** A support and the byte ranges that it may mean, the likeliest first. */
interface Claim {
	readonly raw: RawSupport;
	readonly places: readonly (readonly [start: number, end: number])[];
}

/** Streams count from the beginning of the answer, whole responses from that of the named part. */
function claimOf(raw: RawSupport, texts: readonly string[]): Claim {
	const { startIndex, endIndex, partIndex } = raw.segment ?? {};
	const start = startIndex ?? 0;
	const end = endIndex ?? 0;
	const before = (partIndex ?? 0) < texts.length ? texts.slice(0, partIndex ?? 0).join('') : '';
	if (before === '') {
		return { raw, places: [[start, end]] };
	}
	const base = byteLength(before);
	return {
		raw,
		places: [
			[base + start, base + end],
			[start, end],
		],
	};
}

function toSupport(
	{ raw, places }: Claim,
	answer: string,
	indices: ReadonlyMap<number, number>,
): GroundingSupport {
	const text = raw.segment?.text ?? '';
	return {
		...placeOf(text, places, answer, indices),
		text,
		sources: raw.groundingChunkIndices ?? [],
		...(raw.confidenceScores?.length && { confidence: raw.confidenceScores }),
		...(raw.renderedParts?.length && { renderedParts: raw.renderedParts }),
	};
}

function placeOf(
	text: string,
	places: Claim['places'],
	answer: string,
	indices: ReadonlyMap<number, number>,
): { start?: number; end?: number } {
	for (const [startByte, endByte] of places) {
		const start = indices.get(startByte);
		const end = indices.get(endByte);
		const isRange = start !== undefined && end !== undefined && end > start;
		if (isRange && (text === '' || answer.slice(start, end) === text)) {
			return { start, end };
		}
	}
	const claimed = places[0]?.[0] ?? 0;
	const found = text === '' ? -1 : nearestIndex(answer, text, indices.get(claimed) ?? claimed);
	return found < 0 ? {} : { start: found, end: found + text.length };
}

/** A passage may occur more than once: the one nearest to the claimed place is meant. */
function nearestIndex(answer: string, text: string, claimed: number): number {
	const before = answer.lastIndexOf(text, claimed);
	const after = answer.indexOf(text, claimed);
	if (before < 0 || after < 0) {
		return Math.max(before, after);
	}
	return claimed - before <= after - claimed ? before : after;
}

type RawChunk = NonNullable<ChunkGrounding['groundingChunks']>[number];

function toSource({ web, maps, retrievedContext, image }: RawChunk): GroundingSource {
	const raw = web ?? maps ?? retrievedContext ?? image ?? {};
	return {
		kind: web
			? 'web'
			: maps
				? 'maps'
				: retrievedContext
					? 'retrieved'
					: image
						? 'image'
						: 'unknown',
		...optional('uri', raw.uri ?? raw.sourceUri),
		...optional('title', raw.title),
		...optional('domain', raw.domain),
		...optional('text', raw.text),
		...optional('imageUri', raw.imageUri),
		...optional('placeId', raw.placeId),
		...optional('placeAnswerSources', raw.placeAnswerSources),
		...optional('route', raw.route),
		...optional('pageNumber', raw.pageNumber),
		...optional('documentName', raw.documentName),
		...optional('fileSearchStore', raw.fileSearchStore),
		...optional('mediaId', raw.mediaId),
		...optional('customMetadata', raw.customMetadata),
	};
}
