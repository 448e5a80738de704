import * as z from 'zod';
import { isPlainChunk } from './plainChunk.ts';

/*
 * The schema checks a chunk; the chunk itself is then used as it came, so that fields nobody knows yet
 * survive into the conversation. Hence no transforms and no defaults here. `null` counts as absent:
 * gateways that re-serialise a response write it out. Only what the engine reads is named.
 */

const text = z.string().nullish();
const count = z.number().nullish();
const flag = z.boolean().nullish();
const texts = z.array(z.string()).nullish();
const numbers = z.array(z.number()).nullish();
const record = z.record(z.string(), z.unknown()).nullish();

const partialArg = z.object({
	jsonPath: z.string(),
	stringValue: text,
	numberValue: count,
	boolValue: flag,
	nullValue: z.unknown().optional(),
	willContinue: flag,
});

const serverTool = z.object({ id: text, toolType: text, args: record, response: record }).nullish();

const partSchema = z.object({
	text,
	thought: flag,
	thoughtSignature: text,
	inlineData: z.object({ mimeType: z.string(), data: z.string(), displayName: text }).nullish(),
	fileData: z.object({ fileUri: z.string(), mimeType: text, displayName: text }).nullish(),
	functionCall: z
		.object({
			name: text,
			id: text,
			args: record,
			partialArgs: z.array(partialArg).nullish(),
			willContinue: flag,
		})
		.nullish(),
	functionResponse: z.object({ name: text, id: text, response: record }).nullish(),
	executableCode: z.object({ code: z.string(), language: text, id: text }).nullish(),
	codeExecutionResult: z.object({ outcome: z.string(), output: text, id: text }).nullish(),
	toolCall: serverTool,
	toolResponse: serverTool,
	videoMetadata: record,
	mediaResolution: record,
});

const safetyRatings = z
	.array(
		z.object({
			category: text,
			probability: text,
			blocked: flag,
			probabilityScore: count,
			severity: text,
			severityScore: count,
			overwrittenThreshold: text,
		}),
	)
	.nullish();

const citation = z.object({
	startIndex: count,
	endIndex: count,
	uri: text,
	title: text,
	license: text,
	publicationDate: z.object({ year: count, month: count, day: count }).nullish(),
});

const source = z.object({
	uri: text,
	title: text,
	domain: text,
	text,
	placeId: text,
	placeAnswerSources: record,
	route: record,
	sourceUri: text,
	imageUri: text,
	pageNumber: count,
	documentName: text,
	fileSearchStore: text,
	mediaId: text,
	customMetadata: z.array(z.unknown()).nullish(),
});

const groundingSchema = z.object({
	webSearchQueries: texts,
	imageSearchQueries: texts,
	retrievalQueries: texts,
	searchEntryPoint: z.object({ renderedContent: text }).nullish(),
	groundingChunks: z
		.array(
			z.object({
				web: source.nullish(),
				maps: source.nullish(),
				retrievedContext: source.nullish(),
				image: source.nullish(),
			}),
		)
		.nullish(),
	groundingSupports: z
		.array(
			z.object({
				segment: z.object({ partIndex: count, startIndex: count, endIndex: count, text }).nullish(),
				groundingChunkIndices: numbers,
				confidenceScores: numbers,
				renderedParts: numbers,
			}),
		)
		.nullish(),
	retrievalMetadata: z.object({ googleSearchDynamicRetrievalScore: count }).nullish(),
	googleMapsWidgetContextToken: text,
	sourceFlaggingUris: z.array(z.object({ sourceId: text, flagContentUri: text })).nullish(),
});

const logprob = z.object({ token: text, tokenId: count, logProbability: count });

const candidateSchema = z.object({
	index: count,
	content: z.object({ role: text, parts: z.array(partSchema).nullish() }).nullish(),
	finishReason: text,
	finishMessage: text,
	tokenCount: count,
	continuationToken: text,
	safetyRatings,
	citationMetadata: z
		.object({
			citationSources: z.array(citation).nullish(),
			citations: z.array(citation).nullish(),
		})
		.nullish(),
	groundingMetadata: groundingSchema.nullish(),
	urlContextMetadata: z
		.object({
			urlMetadata: z.array(z.object({ retrievedUrl: text, urlRetrievalStatus: text })).nullish(),
		})
		.nullish(),
	avgLogprobs: count,
	logprobsResult: z
		.object({
			chosenCandidates: z.array(logprob).nullish(),
			topCandidates: z.array(z.object({ candidates: z.array(logprob).nullish() })).nullish(),
			logProbabilitySum: count,
		})
		.nullish(),
});

const details = z.array(z.object({ modality: text, tokenCount: count })).nullish();

const usageSchema = z.object({
	promptTokenCount: count,
	candidatesTokenCount: count,
	thoughtsTokenCount: count,
	toolUsePromptTokenCount: count,
	cachedContentTokenCount: count,
	totalTokenCount: count,
	promptTokensDetails: details,
	candidatesTokensDetails: details,
	cacheTokensDetails: details,
	toolUsePromptTokensDetails: details,
	trafficType: text,
	serviceTier: text,
});

const chunkSchema = z.object({
	candidates: z.array(candidateSchema).nullish(),
	promptFeedback: z
		.object({ blockReason: text, blockReasonMessage: text, safetyRatings })
		.nullish(),
	usageMetadata: usageSchema.nullish(),
	modelVersion: text,
	responseId: text,
	createTime: text,
	modelStatus: z.object({ message: text, modelStage: text, retirementTime: text }).nullish(),
});

/** One `GenerateContentResponse` of the wire, checked but not changed. */
export type Chunk = z.infer<typeof chunkSchema>;
export type ChunkCandidate = z.infer<typeof candidateSchema>;
export type ChunkPart = z.infer<typeof partSchema>;
export type ChunkUsage = z.infer<typeof usageSchema>;
export type ChunkGrounding = z.infer<typeof groundingSchema>;

export function isChunk(value: unknown): value is Chunk {
	return isPlainChunk(value) || chunkSchema.safeParse(value).success;
}

/** Where a value does not fit, as paths with the reason; its contents are not quoted. */
export function chunkIssues(value: unknown): readonly { path: PropertyKey[]; message: string }[] {
	return chunkSchema.safeParse(value).error?.issues ?? [];
}
