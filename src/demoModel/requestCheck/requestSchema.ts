import * as z from 'zod';

/**
 * What the endpoint knows, field by field (docs/PROTOCOL.md §2): an unknown name is an error at any depth.
 * Parsing yields camelCase without nulls, because {@link ./normalize.ts} ran before.
 */

/** Protobuf JSON accepts a lone object where a list is expected. */
function list<T extends z.ZodType>(item: T) {
	return z.preprocess(
		value => (value === undefined || Array.isArray(value) ? value : [value]),
		z.array(item),
	);
}

/** Enum words are read in any case. */
function words<const T extends readonly [string, ...string[]]>(values: T) {
	return z.preprocess(
		value => (typeof value === 'string' ? value.toUpperCase() : value),
		z.enum(values),
	);
}

/** A 64-bit integer may come as a string. */
const int64 = z.preprocess(
	value => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
	z.int(),
);

const struct = z.record(z.string(), z.unknown());
const base64 = z.string().regex(/^[\w+/-]*={0,2}$/, 'base64');

const inlineData = z.strictObject({
	mimeType: z.string(),
	data: base64,
	displayName: z.string().optional(),
});

const fileData = z.strictObject({
	mimeType: z.string().optional(),
	fileUri: z.string(),
	displayName: z.string().optional(),
});

const serverTool = z.strictObject({
	id: z.string().optional(),
	toolType: z.string().optional(),
	args: struct.optional(),
	response: struct.optional(),
});

const part = z.strictObject({
	text: z.string().optional(),
	inlineData: inlineData.optional(),
	fileData: fileData.optional(),
	functionCall: z
		.strictObject({
			id: z.string().optional(),
			name: z.string(),
			args: struct.optional(),
		})
		.optional(),
	functionResponse: z
		.strictObject({
			id: z.string().optional(),
			name: z.string(),
			response: struct,
			parts: list(
				z.strictObject({ inlineData: inlineData.optional(), fileData: fileData.optional() }),
			).optional(),
			scheduling: z.string().optional(),
			willContinue: z.boolean().optional(),
		})
		.optional(),
	executableCode: z
		.strictObject({
			id: z.string().optional(),
			language: words(['LANGUAGE_UNSPECIFIED', 'PYTHON']),
			code: z.string(),
		})
		.optional(),
	codeExecutionResult: z
		.strictObject({
			id: z.string().optional(),
			outcome: words(['OUTCOME_OK', 'OUTCOME_FAILED', 'OUTCOME_DEADLINE_EXCEEDED']),
			output: z.string().optional(),
		})
		.optional(),
	toolCall: serverTool.optional(),
	toolResponse: serverTool.optional(),
	thought: z.boolean().optional(),
	thoughtSignature: base64.optional(),
	videoMetadata: z
		.strictObject({
			startOffset: z.string().optional(),
			endOffset: z.string().optional(),
			fps: z.number().optional(),
		})
		.optional(),
	mediaResolution: z
		.strictObject({ level: z.string().optional(), numTokens: z.int().optional() })
		.optional(),
	mediaProcessing: words(['STATIC', 'AGENTIC']).optional(),
	partMetadata: struct.optional(),
	audioTranscription: z.unknown().optional(),
	speechMetadata: z.unknown().optional(),
});

/** Any role passes here: a wrong one has a message of its own. */
const content = z.strictObject({
	role: z.string().optional(),
	parts: list(part).optional(),
});

const SCHEMA_TYPES = [
	'TYPE_UNSPECIFIED',
	'STRING',
	'NUMBER',
	'INTEGER',
	'BOOLEAN',
	'ARRAY',
	'OBJECT',
	'NULL',
] as const;

/** The OpenAPI subset. Anything of JSON Schema beyond it is an unknown name. */
const openApiSchema = z.strictObject({
	type: words(SCHEMA_TYPES).optional(),
	format: z.string().optional(),
	title: z.string().optional(),
	description: z.string().optional(),
	nullable: z.boolean().optional(),
	enum: z.array(z.string()).optional(),
	minItems: int64.optional(),
	maxItems: int64.optional(),
	minProperties: int64.optional(),
	maxProperties: int64.optional(),
	minLength: int64.optional(),
	maxLength: int64.optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	pattern: z.string().optional(),
	example: z.unknown().optional(),
	default: z.unknown().optional(),
	required: z.array(z.string()).optional(),
	propertyOrdering: z.array(z.string()).optional(),
	get items() {
		return openApiSchema.optional();
	},
	get anyOf() {
		return z.array(openApiSchema).optional();
	},
	get properties() {
		return z.record(z.string(), openApiSchema).optional();
	},
});

const functionDeclaration = z.strictObject({
	name: z.string(),
	description: z.string().optional(),
	parameters: openApiSchema.optional(),
	parametersJsonSchema: z.unknown().optional(),
	response: openApiSchema.optional(),
	responseJsonSchema: z.unknown().optional(),
	behavior: z.string().optional(),
});

const empty = z.strictObject({});

const tool = z.strictObject({
	functionDeclarations: list(functionDeclaration).optional(),
	googleSearch: z
		.strictObject({
			searchTypes: z
				.strictObject({ webSearch: empty.optional(), imageSearch: empty.optional() })
				.optional(),
			timeRangeFilter: z
				.strictObject({ startTime: z.string().optional(), endTime: z.string().optional() })
				.optional(),
		})
		.optional(),
	googleSearchRetrieval: z.strictObject({ dynamicRetrievalConfig: struct.optional() }).optional(),
	googleMaps: z.strictObject({ enableWidget: z.boolean().optional() }).optional(),
	codeExecution: empty.optional(),
	urlContext: empty.optional(),
	fileSearch: z
		.strictObject({
			fileSearchStoreNames: z.array(z.string()).optional(),
			metadataFilter: z.string().optional(),
			topK: z.int().optional(),
		})
		.optional(),
	computerUse: struct.optional(),
	mcpServers: z.array(struct).optional(),
});

const toolConfig = z.strictObject({
	functionCallingConfig: z
		.strictObject({
			mode: words(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
			allowedFunctionNames: z.array(z.string()).optional(),
		})
		.optional(),
	retrievalConfig: z
		.strictObject({
			latLng: z
				.strictObject({ latitude: z.number().optional(), longitude: z.number().optional() })
				.optional(),
			languageCode: z.string().optional(),
		})
		.optional(),
	includeServerSideToolInvocations: z.boolean().optional(),
});

const prebuiltVoice = z.strictObject({
	prebuiltVoiceConfig: z.strictObject({ voiceName: z.string() }).optional(),
});

const generationConfig = z.strictObject({
	temperature: z.number().optional(),
	topP: z.number().optional(),
	topK: z.number().optional(),
	candidateCount: z.int().optional(),
	maxOutputTokens: z.int().optional(),
	stopSequences: z.array(z.string()).optional(),
	seed: z.int().optional(),
	presencePenalty: z.number().optional(),
	frequencyPenalty: z.number().optional(),
	responseMimeType: z.string().optional(),
	responseSchema: openApiSchema.optional(),
	responseJsonSchema: z.unknown().optional(),
	responseModalities: z.array(words(['MODALITY_UNSPECIFIED', 'TEXT', 'IMAGE', 'AUDIO'])).optional(),
	imageConfig: z
		.strictObject({
			aspectRatio: z.string().optional(),
			imageSize: z.string().optional(),
			personGeneration: z.string().optional(),
		})
		.optional(),
	speechConfig: z
		.strictObject({
			voiceConfig: prebuiltVoice.optional(),
			languageCode: z.string().optional(),
			multiSpeakerVoiceConfig: z
				.strictObject({
					speakerVoiceConfigs: z.array(
						z.strictObject({ speaker: z.string(), voiceConfig: prebuiltVoice }),
					),
				})
				.optional(),
		})
		.optional(),
	thinkingConfig: z
		.strictObject({
			thinkingLevel: words([
				'THINKING_LEVEL_UNSPECIFIED',
				'MINIMAL',
				'LOW',
				'MEDIUM',
				'HIGH',
				'XHIGH',
			]).optional(),
			thinkingBudget: z.int().optional(),
			includeThoughts: z.boolean().optional(),
		})
		.optional(),
	mediaResolution: z.string().optional(),
	responseLogprobs: z.boolean().optional(),
	logprobs: z.int().optional(),
	enableEnhancedCivicAnswers: z.boolean().optional(),
	audioTimestamp: z.boolean().optional(),
});

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
export type CountRequest = z.output<typeof countTokensRequest>;
export type RequestContent = z.output<typeof content>;
export type RequestPart = z.output<typeof part>;
export type RequestTool = z.output<typeof tool>;
export type RequestFunction = z.output<typeof functionDeclaration>;
export type OpenApiSchema = z.output<typeof openApiSchema>;
