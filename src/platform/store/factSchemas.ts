import * as z from 'zod';
import type { RetryWait } from '../../shared/conversation.ts';
import { ERROR_KINDS, type ErrorInfo } from '../../shared/errorInfo.ts';
import type {
	Adjustment,
	Citation,
	FlagUri,
	Grounding,
	GroundingSource,
	GroundingSupport,
	Logprobs,
	ModalityTokens,
	ModelStatus,
	ResponseMeta,
	SafetyRating,
	TokenLogprob,
	UrlContext,
	Usage,
} from '../../shared/events.ts';

/* What is said about an answer. A field that the types gain must be added here: the compiler asks for it. */

export type Fields<T> = { readonly [K in keyof T]-?: z.ZodType };

const text = z.string().optional();
const count = z.number().optional();
const texts = z.array(z.string());
const record = z.record(z.string(), z.unknown()).optional();

export const errorInfo = z.looseObject({
	kind: z.enum(ERROR_KINDS).catch('protocol'),
	message: z.string(),
	status: count,
	code: text,
	requestId: text,
	retryAfterMs: count,
	retryable: z.boolean(),
} satisfies Fields<ErrorInfo>);

export const reason = z.looseObject({ reason: z.string(), message: text });

export const retryWait = z.looseObject({
	attempt: z.number(),
	maxAttempts: z.number(),
	until: z.number(),
	error: errorInfo,
} satisfies Fields<RetryWait>);

const modalityTokens = z
	.array(
		z.looseObject({ modality: z.string(), tokens: z.number() } satisfies Fields<ModalityTokens>),
	)
	.optional();

export const usage = z.looseObject({
	prompt: count,
	requests: count,
	billedPrompt: count,
	candidates: count,
	thoughts: count,
	toolUsePrompt: count,
	cached: count,
	total: count,
	promptDetails: modalityTokens,
	candidatesDetails: modalityTokens,
	cacheDetails: modalityTokens,
	toolUsePromptDetails: modalityTokens,
	trafficType: text,
	serviceTier: text,
} satisfies Fields<Usage>);

export const responseMeta = z.looseObject({
	modelVersion: text,
	responseId: text,
	createTime: text,
	modelStatus: z
		.looseObject({ message: text, stage: text, retirementTime: text } satisfies Fields<ModelStatus>)
		.optional(),
	serviceTier: text,
} satisfies Fields<ResponseMeta>);

export const safetyRatings = z.array(
	z.looseObject({
		category: z.string(),
		probability: text,
		blocked: z.boolean().optional(),
		probabilityScore: count,
		severity: text,
		severityScore: count,
		overwrittenThreshold: text,
	} satisfies Fields<SafetyRating>),
);

export const citations = z.array(
	z.looseObject({
		startIndex: count,
		endIndex: count,
		uri: text,
		title: text,
		license: text,
		publicationDate: text,
	} satisfies Fields<Citation>),
);

const groundingSource = z.looseObject({
	kind: z.enum(['web', 'maps', 'retrieved', 'image', 'unknown']).catch('unknown'),
	uri: text,
	title: text,
	domain: text,
	text,
	imageUri: text,
	placeId: text,
	placeAnswerSources: record,
	route: record,
	pageNumber: count,
	documentName: text,
	fileSearchStore: text,
	mediaId: text,
	customMetadata: z.array(z.unknown()).optional(),
} satisfies Fields<GroundingSource>);

const groundingSupport = z.looseObject({
	start: count,
	end: count,
	text: z.string(),
	sources: z.array(z.number()),
	confidence: z.array(z.number()).optional(),
	renderedParts: z.array(z.number()).optional(),
} satisfies Fields<GroundingSupport>);

const flagUri = z.looseObject({ sourceId: text, uri: text } satisfies Fields<FlagUri>);

export const grounding = z.looseObject({
	sources: z.array(groundingSource),
	supports: z.array(groundingSupport),
	webSearchQueries: texts,
	imageSearchQueries: texts,
	retrievalQueries: texts,
	searchEntryPointHtml: text,
	searchScore: count,
	mapsWidgetToken: text,
	flagUris: z.array(flagUri).optional(),
} satisfies Fields<Grounding>);

export const urlContext = z.array(
	z.looseObject({ url: text, status: z.string() } satisfies Fields<UrlContext>),
);

const tokenLogprob = z.looseObject({
	token: z.string(),
	logProbability: z.number(),
	tokenId: count,
} satisfies Fields<TokenLogprob>);

export const logprobs = z.looseObject({
	average: count,
	chosen: z.array(tokenLogprob).optional(),
	top: z.array(z.array(tokenLogprob)).optional(),
	sum: count,
} satisfies Fields<Logprobs>);

export const adjustments = z.array(
	z.enum({
		thinking: 'thinking',
		includeThoughts: 'includeThoughts',
		responseJsonSchema: 'responseJsonSchema',
		sampling: 'sampling',
		serverSideToolInvocations: 'serverSideToolInvocations',
		withoutServerSideToolInvocations: 'withoutServerSideToolInvocations',
		signatures: 'signatures',
	} satisfies { readonly [A in Adjustment]: A }),
);

export const warnings = texts;
