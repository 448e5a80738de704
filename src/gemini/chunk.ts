import { z } from 'zod';

/*
 * The schema checks a chunk; the chunk itself is then used as it came, so that fields nobody knows yet
 * survive into the conversation. Hence no transforms and no defaults here. `null` counts as absent:
 * gateways that re-serialise a response write it out. Only what the engine reads is named.
 */

const text = z.string().nullish();
const count = z.number().nullish();
const texts = z.array(z.string()).nullish();
const record = z.record(z.string(), z.unknown());

const partSchema = z.object({
	text,
	thought: z.boolean().nullish(),
	thoughtSignature: text,
	inlineData: z.object({ mimeType: z.string(), data: z.string() }).nullish(),
	functionCall: z
		.object({
			name: text,
			id: text,
			args: record.nullish(),
			partialArgs: z
				.array(
					z.object({
						jsonPath: z.string(),
						stringValue: text,
						numberValue: count,
						boolValue: z.boolean().nullish(),
						nullValue: z.unknown(),
						willContinue: z.boolean().nullish(),
					}),
				)
				.nullish(),
			willContinue: z.boolean().nullish(),
		})
		.nullish(),
	executableCode: z.object({ code: z.string(), language: text }).nullish(),
	codeExecutionResult: z.object({ outcome: z.string(), output: text }).nullish(),
});

const safetyRatings = z
	.array(z.object({ category: z.string(), probability: text, blocked: z.boolean().nullish() }))
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
	sourceUri: text,
	imageUri: text,
	pageNumber: count,
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
				segment: z.object({ startIndex: count, endIndex: count, text }).nullish(),
				groundingChunkIndices: z.array(z.number()).nullish(),
				confidenceScores: z.array(z.number()).nullish(),
			}),
		)
		.nullish(),
});

const logprob = z.object({ token: text, logProbability: count });

const candidateSchema = z.object({
	index: count,
	content: z.object({ role: text, parts: z.array(partSchema).nullish() }).nullish(),
	finishReason: text,
	finishMessage: text,
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
});

/** One `GenerateContentResponse` of the wire, checked but not changed. */
export type Chunk = z.infer<typeof chunkSchema>;
export type ChunkCandidate = z.infer<typeof candidateSchema>;
export type ChunkPart = z.infer<typeof partSchema>;
export type ChunkUsage = z.infer<typeof usageSchema>;
export type ChunkGrounding = z.infer<typeof groundingSchema>;

export function isChunk(value: unknown): value is Chunk {
	return chunkSchema.safeParse(value).success;
}

/** Where and why a value is no chunk, without quoting its contents. */
export function explainInvalidChunk(value: unknown): string {
	const issue = chunkSchema.safeParse(value).error?.issues[0];
	return issue === undefined ? 'valid' : `${issue.path.join('.') || 'response'}: ${issue.message}`;
}
