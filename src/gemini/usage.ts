import type { ModalityTokens, Usage } from '../shared/events.ts';
import type { ChunkUsage } from './chunk.ts';

export interface UsageMerger {
	/** The usage so far when the chunk changed it; the counts are cumulative, so the last one wins. */
	merge(usage: ChunkUsage | null | undefined): Usage | undefined;
	/** What follows counts from zero again and is added. */
	nextRequest(): void;
}

/** Merges key by key: some endpoints send all counts with every chunk, others only with the last. */
export function createUsageMerger(): UsageMerger {
	let former: Usage | undefined;
	let current: Usage = {};
	return {
		merge(raw) {
			const merged = raw ? mergeUsage(current, raw) : current;
			if (merged === current) {
				return undefined;
			}
			current = merged;
			return former === undefined ? merged : addHop(former, merged);
		},
		nextRequest() {
			former = former === undefined ? current : addHop(former, current);
			current = {};
		},
	};
}

const COUNTS = [
	['promptTokenCount', 'prompt'],
	['candidatesTokenCount', 'candidates'],
	['thoughtsTokenCount', 'thoughts'],
	['toolUsePromptTokenCount', 'toolUsePrompt'],
	['cachedContentTokenCount', 'cached'],
	['totalTokenCount', 'total'],
] as const;

const WORDS = [
	['trafficType', 'trafficType'],
	['serviceTier', 'serviceTier'],
] as const;

const DETAILS = [
	['promptTokensDetails', 'promptDetails'],
	['candidatesTokensDetails', 'candidatesDetails'],
	['cacheTokensDetails', 'cacheDetails'],
	['toolUsePromptTokensDetails', 'toolUsePromptDetails'],
] as const;

type WritableUsage = { -readonly [K in keyof Usage]: Usage[K] };

/** `before` itself when the chunk says nothing new: some endpoints repeat the counts in every chunk. */
function mergeUsage(before: Usage, raw: ChunkUsage): Usage {
	let next: WritableUsage | undefined;
	for (const [key, name] of COUNTS) {
		const value = raw[key];
		if (typeof value === 'number' && value !== before[name]) {
			next ??= { ...before };
			next[name] = value;
		}
	}
	for (const [key, name] of WORDS) {
		const value = raw[key];
		if (typeof value === 'string' && value !== before[name]) {
			next ??= { ...before };
			next[name] = value;
		}
	}
	for (const [key, name] of DETAILS) {
		const value = raw[key];
		if (value?.length && !isSameDetails(value, before[name])) {
			next ??= { ...before };
			next[name] = value.map(toModality);
		}
	}
	return next ?? before;
}

interface RawDetail {
	readonly modality?: string | null | undefined;
	readonly tokenCount?: number | null | undefined;
}

function toModality({ modality, tokenCount }: RawDetail): ModalityTokens {
	return { modality: modality ?? 'MODALITY_UNSPECIFIED', tokens: tokenCount ?? 0 };
}

function isSameDetails(
	raw: readonly RawDetail[],
	known: readonly ModalityTokens[] | undefined,
): boolean {
	return (
		raw.length === known?.length &&
		raw.every(({ modality, tokenCount }, index) => {
			const other = known[index];
			return modality === other?.modality && (tokenCount ?? 0) === other?.tokens;
		})
	);
}

/**
 * Usage of an answer that took several requests: each is billed, prompt included, but the context that a
 * person sees is that of the first (docs/PROTOCOL.md §4).
 */
export function addHop(before: Usage, hop: Usage): Usage {
	const sums: WritableUsage = {
		...hop,
		...before,
		requests: (before.requests ?? 1) + 1,
		billedPrompt: (before.billedPrompt ?? before.prompt ?? 0) + (hop.prompt ?? 0),
	};
	for (const key of ['candidates', 'thoughts', 'toolUsePrompt', 'total'] as const) {
		if (before[key] !== undefined || hop[key] !== undefined) {
			sums[key] = (before[key] ?? 0) + (hop[key] ?? 0);
		}
	}
	for (const key of ['candidatesDetails', 'toolUsePromptDetails'] as const) {
		if (before[key] !== undefined && hop[key] !== undefined) {
			sums[key] = addDetails(before[key], hop[key]);
		}
	}
	return sums;
}

function addDetails(
	before: readonly ModalityTokens[],
	hop: readonly ModalityTokens[],
): readonly ModalityTokens[] {
	const tokens = new Map<string, number>();
	for (const detail of [...before, ...hop]) {
		tokens.set(detail.modality, (tokens.get(detail.modality) ?? 0) + detail.tokens);
	}
	return [...tokens].map(([modality, count]) => ({ modality, tokens: count }));
}
