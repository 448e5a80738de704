import * as z from 'zod';
import { content } from './contentSchema.ts';
import { base64, list, words } from './fieldKinds.ts';
import { generationConfig } from './generationSchema.ts';
import { tool, toolConfig } from './toolSchema.ts';

const CATEGORIES = [
	'HARM_CATEGORY_HARASSMENT',
	'HARM_CATEGORY_HATE_SPEECH',
	'HARM_CATEGORY_SEXUALLY_EXPLICIT',
	'HARM_CATEGORY_DANGEROUS_CONTENT',
	'HARM_CATEGORY_CIVIC_INTEGRITY',
	'HARM_CATEGORY_JAILBREAK',
] as const;

const THRESHOLDS = [
	'HARM_BLOCK_THRESHOLD_UNSPECIFIED',
	'OFF',
	'BLOCK_NONE',
	'BLOCK_ONLY_HIGH',
	'BLOCK_MEDIUM_AND_ABOVE',
	'BLOCK_LOW_AND_ABOVE',
] as const;

/**
 * What the endpoint knows, field by field (docs/PROTOCOL.md §2): an unknown name is an error at any depth.
 * Parsing yields camelCase without nulls, because {@link ./normalize.ts} ran before.
 */
export const generateContentRequest = z.strictObject({
	/** Stands in the path; `countTokens` repeats it in the body. */
	model: z.string().optional(),
	contents: list(content).optional(),
	systemInstruction: content.optional(),
	tools: list(tool).optional(),
	toolConfig: toolConfig.optional(),
	safetySettings: list(
		z.strictObject({ category: words(CATEGORIES), threshold: words(THRESHOLDS) }),
	).optional(),
	generationConfig: generationConfig.optional(),
	cachedContent: z.string().optional(),
	serviceTier: z.enum(['flex', 'standard', 'priority', 'FLEX', 'STANDARD', 'PRIORITY']).optional(),
	store: z.boolean().optional(),
	labels: z.record(z.string(), z.string()).optional(),
	continuationToken: base64.optional(),
});

export const countTokensRequest = z.strictObject({
	contents: list(content).optional(),
	systemInstruction: content.optional(),
	tools: list(tool).optional(),
	generateContentRequest: generateContentRequest.optional(),
});

export type GenerateRequest = z.output<typeof generateContentRequest>;
