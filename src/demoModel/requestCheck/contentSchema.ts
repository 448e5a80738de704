import * as z from 'zod';
import { base64, list, struct, words } from './fieldKinds.ts';

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
export const content = z.strictObject({
	role: z.string().optional(),
	parts: list(part).optional(),
});

export type RequestContent = z.output<typeof content>;
export type RequestPart = z.output<typeof part>;
