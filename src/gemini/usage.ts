import type { ModalityTokens, Usage } from '../shared/events.ts';
import type { ChunkUsage } from './chunk.ts';

export interface UsageMerger {
	/** The usage so far when the chunk changed it; the counts are cumulative, so the last one wins. */
	merge(usage: ChunkUsage | null | undefined): Usage | undefined;
}

const COUNTS = {
	promptTokenCount: 'prompt',
	candidatesTokenCount: 'candidates',
	thoughtsTokenCount: 'thoughts',
	toolUsePromptTokenCount: 'toolUsePrompt',
	cachedContentTokenCount: 'cached',
	totalTokenCount: 'total',
	trafficType: 'trafficType',
	serviceTier: 'serviceTier',
} as const satisfies Partial<Record<keyof ChunkUsage, keyof Usage>>;

const DETAILS = {
	promptTokensDetails: 'promptDetails',
	candidatesTokensDetails: 'candidatesDetails',
	cacheTokensDetails: 'cacheDetails',
	toolUsePromptTokensDetails: 'toolUsePromptDetails',
} as const satisfies Partial<Record<keyof ChunkUsage, keyof Usage>>;

const COUNT_KEYS = keysOf(COUNTS);
const DETAIL_KEYS = keysOf(DETAILS);

/** Merges key by key: some endpoints send all counts with every chunk, others only with the last. */
export function createUsageMerger(): UsageMerger {
	const merged: Record<string, unknown> = {};
	return {
		merge(usage) {
			if (!usage) {
				return undefined;
			}
			let changed = false;
			for (const key of COUNT_KEYS) {
				const value = usage[key];
				if (value != null && merged[COUNTS[key]] !== value) {
					merged[COUNTS[key]] = value;
					changed = true;
				}
			}
			if (!changed) {
				return undefined;
			}
			for (const key of DETAIL_KEYS) {
				const value = usage[key];
				if (value) {
					merged[DETAILS[key]] = value.map(toModality);
				}
			}
			return { ...merged };
		},
	};
}

/**
 * Usage of a response that took several requests: every hop is billed again, but the context a person
 * sees is that of the first (docs/PROTOCOL.md §4).
 */
export function addHop(before: Usage, hop: Usage): Usage {
	const sum = (key: 'candidates' | 'thoughts' | 'toolUsePrompt') =>
		before[key] === undefined && hop[key] === undefined
			? undefined
			: (before[key] ?? 0) + (hop[key] ?? 0);
	const candidates = sum('candidates');
	const thoughts = sum('thoughts');
	const toolUsePrompt = sum('toolUsePrompt');
	const prompt = before.prompt ?? hop.prompt;
	const counts = [prompt, candidates, thoughts, toolUsePrompt];
	return {
		...hop,
		...before,
		prompt,
		candidates,
		thoughts,
		toolUsePrompt,
		total: counts.reduce<number>((all, each) => all + (each ?? 0), 0),
	};
}

function toModality(detail: {
	modality?: string | null | undefined;
	tokenCount?: number | null | undefined;
}): ModalityTokens {
	return { modality: detail.modality ?? 'MODALITY_UNSPECIFIED', tokens: detail.tokenCount ?? 0 };
}

function keysOf<T extends object>(table: T): (keyof T)[] {
	return Object.keys(table) as (keyof T)[];
}
