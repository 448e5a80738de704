import * as z from 'zod';
import { words } from './fieldKinds.ts';
import { openApiSchema } from './openApiSchema.ts';

const prebuiltVoice = z.strictObject({
	prebuiltVoiceConfig: z.strictObject({ voiceName: z.string() }).optional(),
});

export const generationConfig = z.strictObject({
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
