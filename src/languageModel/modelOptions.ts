import {
	type GenerationConfig,
	THINKING_LEVELS,
	type ThinkingLevel,
	type Tools,
} from '../shared/prompt.ts';

/** What a caller's `modelOptions` ask for, in our own words. */
export interface ChosenOptions {
	readonly generationConfig: GenerationConfig;
	readonly thinkingLevel: ThinkingLevel | undefined;
	/** Tools that the endpoint runs itself. */
	readonly builtIns: Tools;
}

type Accept = (value: unknown) => boolean;

const isNumber: Accept = value => typeof value === 'number' && Number.isFinite(value);
const isText: Accept = value => typeof value === 'string';
const isTexts: Accept = value => Array.isArray(value) && value.every(isText);
const isObject: Accept = value => typeof value === 'object' && value !== null;

/** Our names, the names that callers may know them by, and what they hold. */
const GENERATION: readonly (readonly [keyof GenerationConfig, Accept, ...string[]])[] = [
	['temperature', isNumber],
	['topP', isNumber, 'top_p'],
	['topK', isNumber, 'top_k'],
	['maxOutputTokens', isNumber, 'max_output_tokens', 'maxTokens', 'max_tokens'],
	['stopSequences', isTexts, 'stop_sequences', 'stop'],
	['seed', isNumber],
	['presencePenalty', isNumber, 'presence_penalty'],
	['frequencyPenalty', isNumber, 'frequency_penalty'],
	['responseMimeType', isText, 'response_mime_type'],
	['responseSchema', isObject, 'response_schema'],
	['responseJsonSchema', isObject, 'response_json_schema'],
	['responseModalities', isTexts, 'response_modalities'],
	['imageConfig', isObject, 'image_config'],
	['mediaResolution', isText, 'media_resolution'],
];

const BUILT_INS = ['googleSearch', 'googleMaps', 'urlContext', 'codeExecution'] as const;

/**
 * Only what we know is taken: callers hand internal options over too (their names begin with `_`), and
 * the endpoint refuses a request with a field that it does not know.
 */
export function chooseOptions(options: Readonly<Record<string, unknown>> = {}): ChosenOptions {
	const generationConfig: Record<string, unknown> = {};
	for (const [name, accept, ...aliases] of GENERATION) {
		const given = [name, ...aliases].find(key => accept(normalize(name, options[key])));
		if (given !== undefined) {
			generationConfig[name] = normalize(name, options[given]);
		}
	}
	return {
		generationConfig,
		thinkingLevel:
			thinkingLevelOf(options['reasoningEffort']) ?? thinkingLevelOf(options['reasoning_effort']),
		builtIns: Object.fromEntries(
			BUILT_INS.filter(name => options[name] === true).map(name => [name, true]),
		),
	};
}

/** The level that a word names; callers of other models say `none` for no thinking. */
export function thinkingLevelOf(word: unknown): ThinkingLevel | undefined {
	return word === 'none' ? 'off' : THINKING_LEVELS.find(level => level === word);
}

/** One stop sequence may be given without a list. */
function normalize(name: keyof GenerationConfig, value: unknown): unknown {
	return name === 'stopSequences' && typeof value === 'string' ? [value] : value;
}
