import type { Part } from '../shared/content.ts';

/** One candidate as it is written; unknown members are allowed because scenarios invent some. */
export interface WireCandidate {
	readonly content?: { readonly role?: string; readonly parts?: readonly Part[] };
	readonly finishReason?: string;
	readonly finishMessage?: string;
	readonly index?: number;
	readonly [key: string]: unknown;
}

export interface WireUsage {
	readonly promptTokenCount?: number;
	readonly candidatesTokenCount?: number;
	readonly thoughtsTokenCount?: number;
	readonly toolUsePromptTokenCount?: number;
	readonly totalTokenCount?: number;
	readonly [key: string]: unknown;
}

/** A `GenerateContentResponse`: one event of a stream, or a whole unary answer. */
export interface WireChunk {
	readonly candidates?: readonly WireCandidate[];
	readonly usageMetadata?: WireUsage;
	readonly modelVersion?: string;
	readonly responseId?: string;
	readonly [key: string]: unknown;
}
