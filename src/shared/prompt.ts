import type { Content, Part } from './content.ts';

/** What a person chooses; translated per model in gemini/thinking. */
export const THINKING_LEVELS = ['auto', 'off', 'minimal', 'low', 'medium', 'high'] as const;
export type ThinkingLevel = (typeof THINKING_LEVELS)[number];

export interface FunctionDeclaration {
	readonly name: string;
	readonly description?: string | undefined;
	/** JSON Schema; exclusive with `parameters`. */
	readonly parametersJsonSchema?: unknown;
	/** OpenAPI subset. */
	readonly parameters?: unknown;
	readonly response?: unknown;
	readonly responseJsonSchema?: unknown;
}

/** The tools of one request; each becomes a tool object of its own. `true` means "with no options". */
export interface Tools {
	readonly functionDeclarations?: readonly FunctionDeclaration[] | undefined;
	readonly googleSearch?: boolean | Readonly<Record<string, unknown>> | undefined;
	readonly googleMaps?: boolean | Readonly<Record<string, unknown>> | undefined;
	readonly urlContext?: boolean | undefined;
	readonly codeExecution?: boolean | undefined;
	readonly fileSearch?: Readonly<Record<string, unknown>> | undefined;
	/** Tool objects of the wire that have no name here (e.g. `computerUse`, `mcpServers`), sent as they are. */
	readonly others?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

export type FunctionCallingMode = 'AUTO' | 'ANY' | 'NONE' | 'VALIDATED';

export interface ToolConfig {
	readonly mode?: FunctionCallingMode | undefined;
	/** Only with ANY or VALIDATED. */
	readonly allowedFunctionNames?: readonly string[] | undefined;
	readonly latLng?: { readonly latitude: number; readonly longitude: number } | undefined;
	readonly languageCode?: string | undefined;
	readonly includeServerSideToolInvocations?: boolean | undefined;
}

export interface SafetySetting {
	readonly category: string;
	readonly threshold: string;
	/** `PROBABILITY` or `SEVERITY`; Vertex only. */
	readonly method?: string | undefined;
}

/** Fields of `generationConfig` under their wire names; only those that are set are sent. */
export interface GenerationConfig {
	readonly temperature?: number | undefined;
	readonly topP?: number | undefined;
	readonly topK?: number | undefined;
	readonly candidateCount?: number | undefined;
	readonly maxOutputTokens?: number | undefined;
	readonly stopSequences?: readonly string[] | undefined;
	readonly seed?: number | undefined;
	readonly presencePenalty?: number | undefined;
	readonly frequencyPenalty?: number | undefined;
	readonly responseMimeType?: string | undefined;
	readonly responseSchema?: unknown;
	readonly responseJsonSchema?: unknown;
	readonly responseModalities?: readonly string[] | undefined;
	readonly imageConfig?: Readonly<Record<string, unknown>> | undefined;
	readonly speechConfig?: Readonly<Record<string, unknown>> | undefined;
	readonly mediaResolution?: string | undefined;
	readonly responseLogprobs?: boolean | undefined;
	readonly logprobs?: number | undefined;
	readonly enableEnhancedCivicAnswers?: boolean | undefined;
	readonly audioTimestamp?: boolean | undefined;
}

/** Everything one request asks, independent of the endpoint. Only what was set is sent. */
export interface Prompt {
	/** Any model id, with or without `models/`. */
	readonly model: string;
	readonly contents: readonly Content[];
	readonly systemInstruction?: string | readonly Part[] | undefined;
	readonly thinkingLevel?: ThinkingLevel | undefined;
	/** Ask for summaries of the thinking. */
	readonly includeThoughts?: boolean | undefined;
	readonly tools?: Tools | undefined;
	readonly toolConfig?: ToolConfig | undefined;
	readonly safetySettings?: readonly SafetySetting[] | undefined;
	readonly generationConfig?: GenerationConfig | undefined;
	/** `cachedContents/{id}`; system instruction, tools and tool config then live in the cache. */
	readonly cachedContent?: string | undefined;
	readonly serviceTier?: 'flex' | 'standard' | 'priority' | undefined;
	/** Whether the endpoint may keep a log of the request; Gemini API only. */
	readonly store?: boolean | undefined;
	/** Billing labels; Vertex only. */
	readonly labels?: Readonly<Record<string, string>> | undefined;
	/** Goes on with an answer that a `finish` event said can be continued; everything else stays the same. */
	readonly continuationToken?: string | undefined;
	/**
	 * The OpenAPI form of `generationConfig.responseJsonSchema`, used instead of it on endpoints that refuse it.
	 */
	readonly fallbackResponseSchema?: unknown;
}
