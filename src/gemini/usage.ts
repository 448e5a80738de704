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

type WritableUsage = { -readonly [K in keyof Usage]: Usage[K] };

/** `before` itself when the chunk says nothing new: some endpoints repeat the counts in every chunk. */
function mergeUsage(before: Usage, raw: ChunkUsage): Usage {
	if (isKnown(before, raw)) {
		return before;
	}
	const next: WritableUsage = { ...before };
	// Written out, because this runs for every chunk and a loop over names takes five times as long.
	if (raw.promptTokenCount != null) {
		next.prompt = raw.promptTokenCount;
	}
	if (raw.candidatesTokenCount != null) {
		next.candidates = raw.candidatesTokenCount;
	}
	if (raw.thoughtsTokenCount != null) {
		next.thoughts = raw.thoughtsTokenCount;
	}
	if (raw.toolUsePromptTokenCount != null) {
		next.toolUsePrompt = raw.toolUsePromptTokenCount;
	}
	if (raw.cachedContentTokenCount != null) {
		next.cached = raw.cachedContentTokenCount;
	}
	if (raw.totalTokenCount != null) {
		next.total = raw.totalTokenCount;
	}
	mergeRest(next, raw);
	return next;
}

/** What most chunks leave out or repeat. */
function mergeRest(next: WritableUsage, raw: ChunkUsage): void {
	if (raw.trafficType != null) {
		next.trafficType = raw.trafficType;
	}
	if (raw.serviceTier != null) {
		next.serviceTier = raw.serviceTier;
	}
	if (!isKnownDetails(next.promptDetails, raw.promptTokensDetails)) {
		next.promptDetails = toDetails(raw.promptTokensDetails);
	}
	if (!isKnownDetails(next.candidatesDetails, raw.candidatesTokensDetails)) {
		next.candidatesDetails = toDetails(raw.candidatesTokensDetails);
	}
	if (!isKnownDetails(next.cacheDetails, raw.cacheTokensDetails)) {
		next.cacheDetails = toDetails(raw.cacheTokensDetails);
	}
	if (!isKnownDetails(next.toolUsePromptDetails, raw.toolUsePromptTokensDetails)) {
		next.toolUsePromptDetails = toDetails(raw.toolUsePromptTokensDetails);
	}
}

function isKnown(before: Usage, raw: ChunkUsage): boolean {
	return (
		(raw.promptTokenCount ?? before.prompt) === before.prompt &&
		(raw.candidatesTokenCount ?? before.candidates) === before.candidates &&
		(raw.thoughtsTokenCount ?? before.thoughts) === before.thoughts &&
		(raw.toolUsePromptTokenCount ?? before.toolUsePrompt) === before.toolUsePrompt &&
		(raw.cachedContentTokenCount ?? before.cached) === before.cached &&
		(raw.totalTokenCount ?? before.total) === before.total &&
		(raw.trafficType ?? before.trafficType) === before.trafficType &&
		(raw.serviceTier ?? before.serviceTier) === before.serviceTier &&
		isKnownDetails(before.promptDetails, raw.promptTokensDetails) &&
		isKnownDetails(before.candidatesDetails, raw.candidatesTokensDetails) &&
		isKnownDetails(before.cacheDetails, raw.cacheTokensDetails) &&
		isKnownDetails(before.toolUsePromptDetails, raw.toolUsePromptTokensDetails)
	);
}

interface RawDetail {
	readonly modality?: string | null | undefined;
	readonly tokenCount?: number | null | undefined;
}

function toDetails(raw: readonly RawDetail[] | null | undefined): readonly ModalityTokens[] {
	return (raw ?? []).map(({ modality, tokenCount }) => ({
		modality: modality ?? 'MODALITY_UNSPECIFIED',
		tokens: tokenCount ?? 0,
	}));
}

/** Whether the details are those that are known, or none. */
function isKnownDetails(
	known: readonly ModalityTokens[] | undefined,
	raw: readonly RawDetail[] | null | undefined,
): boolean {
	return (
		!raw?.length ||
		(raw.length === known?.length &&
			raw.every(({ modality, tokenCount }, index) => {
				const other = known[index];
				return modality === other?.modality && (tokenCount ?? 0) === other?.tokens;
			}))
	);
}

/**
 * Usage of an answer that took several requests: each is billed, prompt included, but the context that a
 * person sees is that of the first (docs/PROTOCOL.md §4).
 */
export function addHop(before: Usage, hop: Usage): Usage {
	// What is said of the prompt's tokens belongs to the prompt that is shown.
	const { cached: _cached, cacheDetails: _cache, promptDetails: _prompt, ...others } = hop;
	const sums: WritableUsage = {
		...(before.prompt === undefined ? hop : others),
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
