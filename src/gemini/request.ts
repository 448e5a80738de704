import type { Content, Part } from '../shared/content.ts';
import type { Adjustment } from '../shared/events.ts';
import type { GenerationConfig, Prompt, SafetySetting } from '../shared/prompt.ts';
import type { Provider } from './endpoint.ts';
import { generationOf, isImageModel } from './modelName.ts';
import { sendableParts } from './parts.ts';
import { bypassMissingSignatures, withoutSignatures } from './signatures.ts';
import { type ThinkingConfig, thinkingConfig } from './thinking.ts';
import { buildToolConfig, buildTools } from './toolRequest.ts';

/** The JSON body of one request, camelCase throughout (docs/PROTOCOL.md §2). */
export interface RequestBody {
	readonly contents: readonly Content[];
	readonly systemInstruction?: { readonly parts: readonly Part[] };
	readonly tools?: readonly Readonly<Record<string, unknown>>[];
	readonly toolConfig?: Readonly<Record<string, unknown>>;
	readonly safetySettings?: readonly SafetySetting[];
	readonly generationConfig?: WireGenerationConfig;
	readonly cachedContent?: string;
	readonly serviceTier?: string;
	readonly store?: boolean;
	readonly labels?: Readonly<Record<string, string>>;
	readonly continuationToken?: string;
}

export type WireGenerationConfig = GenerationConfig & {
	readonly thinkingConfig?: ThinkingConfig | undefined;
};

const NO_ADJUSTMENTS: ReadonlySet<Adjustment> = new Set();

/**
 * A prompt as the endpoint wants it: only what was set is sent, since an unknown key is a hard 400.
 * `adjustments` name what this endpoint has refused before; `provider` what it is known to need.
 */
export function buildRequest(
	prompt: Prompt,
	adjustments: ReadonlySet<Adjustment> = NO_ADJUSTMENTS,
	provider: Provider = 'other',
): RequestBody {
	const generationConfig = buildGenerationConfig(prompt, adjustments);
	const shared = {
		contents: buildContents(prompt, adjustments),
		...(prompt.safetySettings?.length && {
			safetySettings: oneOfEachCategory(prompt.safetySettings),
		}),
		...(generationConfig !== undefined && { generationConfig }),
		...(prompt.serviceTier !== undefined && { serviceTier: prompt.serviceTier }),
		...(prompt.store !== undefined && { store: prompt.store }),
		...(prompt.labels !== undefined && { labels: prompt.labels }),
		...(prompt.continuationToken && { continuationToken: prompt.continuationToken }),
	};
	if (prompt.cachedContent) {
		// What the cache holds must not be sent again.
		return { ...shared, cachedContent: prompt.cachedContent };
	}
	const systemInstruction = buildSystemInstruction(prompt.systemInstruction);
	const tools = buildTools(prompt.tools);
	const toolConfig = buildToolConfig(prompt, adjustments, provider);
	return {
		...(systemInstruction !== undefined && { systemInstruction }),
		...shared,
		...(tools.length > 0 && { tools }),
		...(toolConfig !== undefined && { toolConfig }),
	};
}

function buildContents(prompt: Prompt, adjustments: ReadonlySet<Adjustment>): readonly Content[] {
	const contents = prompt.contents
		.map(({ role, parts }) => ({ role, parts: sendableParts(parts) }))
		.filter(({ parts }) => parts.length > 0);
	if (adjustments.has('signatures')) {
		return bypassMissingSignatures(withoutSignatures(contents));
	}
	// Only these models check, and what a foreign or made-up history lacks is known before they refuse it.
	const isChecked = generationOf(prompt.model) >= 3 && !isImageModel(prompt.model);
	return isChecked ? bypassMissingSignatures(contents) : contents;
}

function buildSystemInstruction(instruction: Prompt['systemInstruction']) {
	if (instruction === undefined || instruction.length === 0) {
		return undefined;
	}
	return { parts: typeof instruction === 'string' ? [{ text: instruction }] : instruction };
}

/** A category that is named twice is refused: the last word counts. */
function oneOfEachCategory(settings: readonly SafetySetting[]): readonly SafetySetting[] {
	return [...new Map(settings.map(setting => [setting.category, setting])).values()];
}

const SAMPLING_KEYS = [
	'temperature',
	'topP',
	'topK',
	'presencePenalty',
	'frequencyPenalty',
] as const satisfies readonly (keyof GenerationConfig)[];

function buildGenerationConfig(
	prompt: Prompt,
	adjustments: ReadonlySet<Adjustment>,
): WireGenerationConfig | undefined {
	const config: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(prompt.generationConfig ?? {})) {
		if (value !== undefined && value !== null) {
			config[key] = value;
		}
	}
	if (prompt.generationConfig?.imageConfig) {
		const imageConfig = sendableImageConfig(prompt.model, prompt.generationConfig.imageConfig);
		config['imageConfig'] = imageConfig;
		if (Object.keys(imageConfig).length === 0) {
			delete config['imageConfig'];
		}
	}
	if (adjustments.has('sampling')) {
		for (const key of SAMPLING_KEYS) {
			delete config[key];
		}
	}
	if (adjustments.has('responseJsonSchema') && 'responseJsonSchema' in config) {
		delete config['responseJsonSchema'];
		if (prompt.fallbackResponseSchema !== undefined) {
			config['responseSchema'] = prompt.fallbackResponseSchema;
		}
	}
	const thinking = adjustments.has('thinking')
		? undefined
		: thinkingConfig(
				prompt.model,
				prompt.thinkingLevel,
				prompt.includeThoughts && !adjustments.has('includeThoughts'),
			);
	if (thinking !== undefined) {
		config['thinkingConfig'] = thinking;
	}
	return Object.keys(config).length === 0 ? undefined : config;
}

/** One setting serves all models, but the old ones draw in one size and refuse any (docs/PROTOCOL.md §9). */
function sendableImageConfig(
	model: string,
	{ imageSize, ...others }: NonNullable<GenerationConfig['imageConfig']>,
): Readonly<Record<string, unknown>> {
	const generation = generationOf(model);
	if (imageSize === undefined || (isImageModel(model) && generation > 0 && generation < 3)) {
		return others;
	}
	return {
		...others,
		imageSize: typeof imageSize === 'string' ? imageSize.replace(/k$/, 'K') : imageSize,
	};
}
