import type {
	CodeExecutionResult,
	ExecutableCode,
	FunctionCall,
	InlineData,
	Part,
	ServerToolTrace,
} from './content.ts';
import type { ErrorInfo } from './errorInfo.ts';

/**
 * Token counts of one answer, merged over its chunks: each number is absolute, the last one wins. An answer
 * that took several requests has `requests`, and its counts are their sums, but for `prompt`.
 */
export interface Usage {
	/** The size of the context, cached tokens included: the first request's count. */
	readonly prompt?: number | undefined;
	/** How many requests the answer took, when more than one. */
	readonly requests?: number | undefined;
	/** The prompt tokens of all requests, when there was more than one: what is paid for. */
	readonly billedPrompt?: number | undefined;
	/** Visible output only. */
	readonly candidates?: number | undefined;
	/** Billed as output. */
	readonly thoughts?: number | undefined;
	readonly toolUsePrompt?: number | undefined;
	readonly cached?: number | undefined;
	readonly total?: number | undefined;
	readonly promptDetails?: readonly ModalityTokens[] | undefined;
	readonly candidatesDetails?: readonly ModalityTokens[] | undefined;
	readonly cacheDetails?: readonly ModalityTokens[] | undefined;
	readonly toolUsePromptDetails?: readonly ModalityTokens[] | undefined;
	readonly trafficType?: string | undefined;
	readonly serviceTier?: string | undefined;
}

export interface ModalityTokens {
	/** TEXT, IMAGE, AUDIO, VIDEO, DOCUMENT or a newer word. */
	readonly modality: string;
	readonly tokens: number;
}

export interface SafetyRating {
	readonly category: string;
	readonly probability?: string | undefined;
	readonly blocked?: boolean | undefined;
	/** 0–1; the scores and the severity come from Vertex only. */
	readonly probabilityScore?: number | undefined;
	readonly severity?: string | undefined;
	readonly severityScore?: number | undefined;
	/** The threshold that was applied in place of the one asked for. */
	readonly overwrittenThreshold?: string | undefined;
}

/** A passage that the model took from existing material; positions as the endpoint gave them. */
export interface Citation {
	readonly startIndex?: number | undefined;
	readonly endIndex?: number | undefined;
	readonly uri?: string | undefined;
	readonly title?: string | undefined;
	readonly license?: string | undefined;
	/** `YYYY-MM-DD`, or its known beginning. */
	readonly publicationDate?: string | undefined;
}

/** A source of a grounded answer. */
export interface GroundingSource {
	readonly kind: 'web' | 'maps' | 'retrieved' | 'image' | 'unknown';
	readonly uri?: string | undefined;
	readonly title?: string | undefined;
	readonly domain?: string | undefined;
	readonly text?: string | undefined;
	readonly imageUri?: string | undefined;
	readonly placeId?: string | undefined;
	/** Reviews that the answer used. */
	readonly placeAnswerSources?: Readonly<Record<string, unknown>> | undefined;
	readonly route?: Readonly<Record<string, unknown>> | undefined;
	readonly pageNumber?: number | undefined;
	readonly documentName?: string | undefined;
	readonly fileSearchStore?: string | undefined;
	readonly mediaId?: string | undefined;
	readonly customMetadata?: readonly unknown[] | undefined;
}

/** A passage of the answer and the sources that carry it. */
export interface GroundingSupport {
	/**
	 * Positions in UTF-16 code units of the answer's text (the concatenated visible text of the candidate),
	 * converted from the wire's UTF-8 bytes; absent when the passage was not found in the answer.
	 */
	readonly start?: number | undefined;
	readonly end?: number | undefined;
	readonly text: string;
	/** Indices into `Grounding.sources`. */
	readonly sources: readonly number[];
	/** 0–1, parallel to `sources`; often missing. */
	readonly confidence?: readonly number[] | undefined;
	/** Indices of the parts that were rendered from this passage. */
	readonly renderedParts?: readonly number[] | undefined;
}

export interface Grounding {
	readonly sources: readonly GroundingSource[];
	readonly supports: readonly GroundingSupport[];
	readonly webSearchQueries: readonly string[];
	readonly imageSearchQueries: readonly string[];
	readonly retrievalQueries: readonly string[];
	/** HTML and CSS of a stranger: never to be shown; the panel takes its links out of it. */
	readonly searchEntryPointHtml?: string | undefined;
	/** 0–1: how likely a search helps with this prompt. */
	readonly searchScore?: number | undefined;
	readonly mapsWidgetToken?: string | undefined;
	/** Where a person can report a source. */
	readonly flagUris?: readonly FlagUri[] | undefined;
}

export interface FlagUri {
	readonly sourceId?: string | undefined;
	readonly uri?: string | undefined;
}

export interface UrlContext {
	readonly url?: string | undefined;
	/** `URL_RETRIEVAL_STATUS_…` */
	readonly status: string;
}

export interface TokenLogprob {
	readonly token: string;
	readonly tokenId?: number | undefined;
	readonly logProbability: number;
}

export interface Logprobs {
	readonly average?: number | undefined;
	readonly sum?: number | undefined;
	readonly chosen?: readonly TokenLogprob[] | undefined;
	readonly top?: readonly (readonly TokenLogprob[])[] | undefined;
}

/** Why something in the request was changed and sent again (docs/PROTOCOL.md §10). */
export type Adjustment =
	| 'thinking'
	/** Only the summaries of thinking were left out. */
	| 'includeThoughts'
	| 'responseJsonSchema'
	| 'sampling'
	| 'serverSideToolInvocations'
	/** The flag is unknown to this endpoint and was left out. */
	| 'withoutServerSideToolInvocations'
	| 'signatures';

/**
 * What a stream says, in order. Events with `candidate` belong to that candidate (0 unless more than one
 * was asked for); events with `part` carry the part exactly as it came, which is what a conversation keeps.
 */
export type ModelEvent =
	| {
			readonly type: 'text';
			readonly candidate: number;
			readonly text: string;
			readonly part: Part;
	  }
	| {
			readonly type: 'thought';
			readonly candidate: number;
			readonly text: string;
			readonly part: Part;
	  }
	| {
			readonly type: 'functionCall';
			readonly candidate: number;
			readonly call: FunctionCall;
			readonly part: Part;
	  }
	/** `draft` tells an image of the thinking phase from a final one. */
	| {
			readonly type: 'media';
			readonly candidate: number;
			readonly media: InlineData;
			readonly draft: boolean;
			readonly part: Part;
	  }
	| {
			readonly type: 'executableCode';
			readonly candidate: number;
			readonly code: ExecutableCode;
			readonly part: Part;
	  }
	| {
			readonly type: 'codeExecutionResult';
			readonly candidate: number;
			readonly result: CodeExecutionResult;
			readonly part: Part;
	  }
	| {
			readonly type: 'serverTool';
			readonly candidate: number;
			readonly trace: ServerToolTrace;
			readonly part: Part;
	  }
	/** Any other part: a lone signature, a file reference, a kind that is newer than this code. */
	| { readonly type: 'part'; readonly candidate: number; readonly part: Part }
	/** Data, not an end: more may follow; only the end of the stream is terminal. */
	| {
			readonly type: 'finish';
			readonly candidate: number;
			readonly reason: string;
			readonly message?: string | undefined;
			/** Tokens of this candidate alone. */
			readonly tokenCount?: number | undefined;
			/** The answer can be continued with it (`Prompt.continuationToken`), e.g. with a larger limit. */
			readonly continuationToken?: string | undefined;
	  }
	| {
			readonly type: 'safety';
			readonly candidate: number;
			readonly ratings: readonly SafetyRating[];
	  }
	| {
			readonly type: 'citations';
			readonly candidate: number;
			readonly citations: readonly Citation[];
	  }
	| { readonly type: 'grounding'; readonly candidate: number; readonly grounding: Grounding }
	| {
			readonly type: 'urlContext';
			readonly candidate: number;
			readonly urls: readonly UrlContext[];
	  }
	| { readonly type: 'logprobs'; readonly candidate: number; readonly logprobs: Logprobs }
	/** The prompt itself was refused; no candidate follows. */
	| {
			readonly type: 'blocked';
			readonly reason: string;
			readonly message?: string | undefined;
			readonly ratings?: readonly SafetyRating[] | undefined;
	  }
	/** The usage so far, merged. */
	| { readonly type: 'usage'; readonly usage: Usage }
	| { readonly type: 'meta'; readonly meta: ResponseMeta }
	/**
	 * The request failed before anything was shown and will be sent again after `waitMs`; with `resumes`, the
	 * connection broke later and the answer goes on from where it stood.
	 */
	| {
			readonly type: 'retry';
			readonly attempt: number;
			readonly maxAttempts: number;
			readonly waitMs: number;
			readonly error: ErrorInfo;
			readonly resumes?: boolean | undefined;
	  }
	/** The endpoint refused a field; the request goes out again without it. */
	| { readonly type: 'adjusted'; readonly adjustment: Adjustment; readonly message: string }
	/** Something odd that loses nothing, e.g. a field that could not be read. */
	| { readonly type: 'warning'; readonly message: string; readonly code?: WarningCode | undefined };

/** `noFinishReason`: the stream ended without one, so the answer may be cut. */
export type WarningCode = 'noFinishReason' | 'unreadableField';

/** Facts about the response as a whole. */
export interface ResponseMeta {
	/** May differ from the model that was asked for. */
	readonly modelVersion?: string | undefined;
	readonly responseId?: string | undefined;
	/** RFC 3339. */
	readonly createTime?: string | undefined;
	/** Said of models that are being retired. */
	readonly modelStatus?: ModelStatus | undefined;
	/** The tier that served the request, as the response's header named it. */
	readonly serviceTier?: string | undefined;
}

export interface ModelStatus {
	readonly message?: string | undefined;
	/** e.g. `DEPRECATED`. */
	readonly stage?: string | undefined;
	/** RFC 3339. */
	readonly retirementTime?: string | undefined;
}
