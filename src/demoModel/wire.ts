/** Looser than the shared `Part`: scenarios send calls in pieces, and kinds that nobody knows. */
export interface WirePart {
	readonly text?: string | undefined;
	readonly thought?: boolean | undefined;
	readonly thoughtSignature?: string | undefined;
	readonly inlineData?: object | undefined;
	readonly functionCall?: object | undefined;
	readonly [key: string]: unknown;
}

/** One candidate as it is written; unknown members are allowed because scenarios invent some. */
export interface WireCandidate {
	readonly content?: { readonly role?: string; readonly parts?: readonly WirePart[] };
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
