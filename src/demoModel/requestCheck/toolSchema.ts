import * as z from 'zod';
import { list, struct, words } from './fieldKinds.ts';
import { openApiSchema } from './openApiSchema.ts';

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

export const tool = z.strictObject({
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

export const toolConfig = z.strictObject({
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

export type RequestFunction = z.output<typeof functionDeclaration>;
