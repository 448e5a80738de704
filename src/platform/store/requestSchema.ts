import * as z from 'zod';
import { ATTACHMENT_KINDS, type Attachment } from '../../shared/attachments.ts';
import type { TurnRequest } from '../../shared/conversation.ts';
import type { FunctionDeclaration, GenerationConfig, Tools } from '../../shared/prompt.ts';
import type { Fields } from './factSchemas.ts';

/* What a question asks for besides its parts. */

const text = z.string().optional();
const count = z.number().optional();
const anything = z.unknown().optional();
const flag = z.boolean().optional();
const record = z.record(z.string(), z.unknown());
const flagOrOptions = z.union([z.boolean(), record]).optional();

const functionDeclaration = z.looseObject({
	name: z.string(),
	description: text,
	parametersJsonSchema: anything,
	parameters: anything,
	response: anything,
	responseJsonSchema: anything,
} satisfies Fields<FunctionDeclaration>);

const tools = z.looseObject({
	functionDeclarations: z.array(functionDeclaration).optional(),
	googleSearch: flagOrOptions,
	googleMaps: flagOrOptions,
	urlContext: flag,
	codeExecution: flag,
	fileSearch: record.optional(),
	others: z.array(record).optional(),
} satisfies Fields<Tools>);

const generationConfig = z.looseObject({
	temperature: count,
	topP: count,
	topK: count,
	candidateCount: count,
	maxOutputTokens: count,
	stopSequences: z.array(z.string()).optional(),
	seed: count,
	presencePenalty: count,
	frequencyPenalty: count,
	responseMimeType: text,
	responseSchema: anything,
	responseJsonSchema: anything,
	responseModalities: z.array(z.string()).optional(),
	imageConfig: record.optional(),
	speechConfig: record.optional(),
	mediaResolution: text,
	responseLogprobs: flag,
	logprobs: count,
	enableEnhancedCivicAnswers: flag,
	audioTimestamp: flag,
} satisfies Fields<GenerationConfig>);

export const turnRequest = z.looseObject({
	resource: text,
	earlierQuestions: count,
	systemInstruction: text,
	model: text,
	tools: tools.optional(),
	generationConfig: generationConfig.optional(),
} satisfies Fields<TurnRequest>);

export const attachments = z.array(
	z.looseObject({
		label: z.string(),
		// A kind that a newer version adds is shown as none.
		kind: z.enum(ATTACHMENT_KINDS).optional().catch(undefined),
		detail: text,
		uri: text,
		lines: z.object({ first: z.number(), last: z.number() }).optional().catch(undefined),
		mimeType: text,
		tokens: count,
		part: count,
	} satisfies Fields<Attachment>),
);
