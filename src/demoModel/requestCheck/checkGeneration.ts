import type { Model } from '../models.ts';
import { invalidArgument } from '../refusal.ts';
import { checkThinking } from './checkThinking.ts';
import { isRecord } from './normalize.ts';
import type { GenerateRequest } from './requestSchema.ts';

type GenerationConfig = NonNullable<GenerateRequest['generationConfig']>;

const MIME_TYPES = ['text/plain', 'application/json', 'text/x.enum'];
const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];
const LONG_RATIOS = ['1:4', '4:1', '1:8', '8:1'];
const MODALITIES: Readonly<Record<Model['kind'], readonly string[]>> = {
	text: ['TEXT'],
	image: ['TEXT', 'IMAGE'],
	speech: ['AUDIO'],
	embedding: [],
};
/** The real limit is undocumented; ordinary schemas stay far below this one. */
export const MAX_SCHEMA_DEPTH = 32;

/** The fields of `generationConfig` against what the model takes (docs/PROTOCOL.md §2.5, §8, §9). */
export function checkGeneration(config: GenerationConfig, model: Model): void {
	checkThinking(config.thinkingConfig, model);
	checkSampling(config, model);
	checkOutputForm(config);
	checkModalities(config, model);
	if (config.imageConfig) {
		checkImage(config.imageConfig, model);
	}
}

function checkSampling(config: GenerationConfig, { id, generation }: Model): void {
	checkRange('temperature', config.temperature, 0, 2);
	checkRange('top_p', config.topP, 0, 1);
	const candidates = config.candidateCount ?? 1;
	if (candidates > 1 && generation >= 3) {
		throw invalidArgument('Multiple candidates is not enabled for this model');
	}
	checkRange('candidate_count', candidates, 1, 8);
	if (config.maxOutputTokens !== undefined && config.maxOutputTokens < 1) {
		throw invalidArgument('max_output_tokens must be positive.');
	}
	if ((config.stopSequences?.length ?? 0) > 5) {
		throw invalidArgument('Only up to 5 stop sequences are supported.');
	}
	const hasPenalty = config.presencePenalty !== undefined || config.frequencyPenalty !== undefined;
	if (hasPenalty && generation >= 2.5) {
		throw invalidArgument(`Penalty is not enabled for models/${id}`);
	}
	if (config.responseLogprobs && generation >= 3) {
		throw invalidArgument(`Logprobs is not enabled for models/${id}`);
	}
	if (config.logprobs !== undefined && !config.responseLogprobs) {
		throw invalidArgument('logprobs requires response_logprobs to be set.');
	}
	checkRange('logprobs', config.logprobs, 1, 20);
}

function checkRange(name: string, value: number | undefined, min: number, max: number): void {
	if (value !== undefined && (value < min || value > max)) {
		throw invalidArgument(
			`* GenerateContentRequest.generation_config.${name}: ${name} must be in the range [${min}, ${max}].\n`,
		);
	}
}

function checkOutputForm(config: GenerationConfig): void {
	const { responseMimeType = 'text/plain', responseSchema, responseJsonSchema } = config;
	if (!MIME_TYPES.includes(responseMimeType)) {
		throw invalidArgument(
			`* GenerateContentRequest.generation_config.response_mime_type: allowed mimetypes are \`text/plain\`, \`application/json\`, \`application/xml\`, \`application/yaml\` and \`text/x.enum\`.\n`,
		);
	}
	if (responseSchema !== undefined && responseJsonSchema !== undefined) {
		throw invalidArgument(
			'Only one of response_schema and response_json_schema can be set in generation_config.',
		);
	}
	const schema = responseSchema ?? responseJsonSchema;
	if (schema === undefined) {
		return;
	}
	if (responseMimeType === 'text/plain') {
		throw invalidArgument(
			"response_schema is only supported with response mime type 'application/json' or 'text/x.enum'.",
		);
	}
	if (schemaDepth(schema) > MAX_SCHEMA_DEPTH) {
		throw invalidArgument(
			'A schema in GenerationConfig in the request exceeds the maximum allowed nesting depth.',
		);
	}
}

/** How deep objects nest inside a schema. */
export function schemaDepth(schema: unknown): number {
	if (Array.isArray(schema)) {
		return Math.max(0, ...schema.map(schemaDepth));
	}
	return isRecord(schema) ? 1 + Math.max(0, ...Object.values(schema).map(schemaDepth)) : 0;
}

function checkModalities({ responseModalities = [] }: GenerationConfig, { kind }: Model): void {
	if (responseModalities.some(each => !MODALITIES[kind].includes(each))) {
		const asked = responseModalities.map(each => each.toLowerCase()).sort();
		throw invalidArgument(
			`Model does not support the requested response modalities: ${asked.join(',')}`,
		);
	}
}

function checkImage(
	{ aspectRatio, imageSize }: NonNullable<GenerationConfig['imageConfig']>,
	model: Model,
): void {
	if (model.kind !== 'image') {
		throw invalidArgument('Image config is not supported for this model.');
	}
	const ratios = model.id.startsWith('gemini-3.1') ? [...RATIOS, ...LONG_RATIOS] : RATIOS;
	if (aspectRatio !== undefined && !ratios.includes(aspectRatio)) {
		throw invalidArgument(
			`* GenerateContentRequest.generation_config.image_config.aspect_ratio: aspect_ratio must be one of ${ratios.join(', ')}.\n`,
		);
	}
	if (imageSize !== undefined && !model.imageSizes.includes(imageSize)) {
		throw invalidArgument(
			model.imageSizes.length === 0
				? 'Image size is not supported for this model.'
				: `Invalid image size ${imageSize}. Supported sizes: ${model.imageSizes.join(', ')}.`,
		);
	}
}
