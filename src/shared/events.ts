import type {
	CodeExecutionResult,
	ExecutableCode,
	FunctionCall,
	InlineData,
	Part,
	ServerToolTrace,
} from './content.ts';
import type { ErrorInfo } from './errorInfo.ts';

/** Token counts of one request, merged over its chunks: each number is absolute, the last one wins. */
export interface Usage {
	/** Includes the cached tokens. */
	readonly prompt?: number | undefined;
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
	readonly pageNumber?: number | undefined;
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
}

export interface Grounding {
	readonly sources: readonly GroundingSource[];
	readonly supports: readonly GroundingSupport[];
	readonly webSearchQueries: readonly string[];
	readonly imageSearchQueries: readonly string[];
	readonly retrievalQueries: readonly string[];
	/** HTML and CSS of a stranger: to be shown sandboxed only. */
	readonly searchEntryPointHtml?: string | undefined;
}

export interface UrlContext {
	readonly url?: string | undefined;
	/** `URL_RETRIEVAL_STATUS_…` */
	readonly status: string;
}

export interface TokenLogprob {
	readonly token: string;
	readonly logProbability: number;
}

export interface Logprobs {
	readonly average?: number | undefined;
	readonly chosen?: readonly TokenLogprob[] | undefined;
	readonly top?: readonly (readonly TokenLogprob[])[] | undefined;
}

/** Why something in the request was changed and sent again (docs/PROTOCOL.md §9). */
export type Adjustment =
	| 'thinking'
	| 'responseJsonSchema'
	| 'sampling'
	| 'serverSideToolInvocations'
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
	/** The request failed before anything was shown and will be sent again after `waitMs`. */
	| {
			readonly type: 'retry';
			readonly attempt: number;
			readonly maxAttempts: number;
			readonly waitMs: number;
			readonly error: ErrorInfo;
	  }
	/** The endpoint refused a field; the request goes out again without it. */
	| { readonly type: 'adjusted'; readonly adjustment: Adjustment; readonly message: string }
	/** Something odd that loses nothing, e.g. an event that could not be read. */
	| { readonly type: 'warning'; readonly message: string };

/** Facts about the response as a whole. */
export interface ResponseMeta {
	/** May differ from the model that was asked for. */
	readonly modelVersion?: string | undefined;
	readonly responseId?: string | undefined;
	/** RFC 3339. */
	readonly createTime?: string | undefined;
}
