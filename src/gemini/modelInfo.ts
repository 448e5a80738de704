import type { ThinkingLevel } from '../shared/prompt.ts';
import { familyName, generationOf, isImageModel } from './modelName.ts';
import { choosableLevels } from './thinking.ts';

/** What a model takes and gives: from its list where that says so, else guessed from its name. */
export interface ModelCapabilities {
	readonly imageInput: boolean;
	readonly audioInput: boolean;
	readonly videoInput: boolean;
	readonly pdfInput: boolean;
	readonly imageOutput: boolean;
	readonly audioOutput: boolean;
	readonly functions: boolean;
	readonly json: boolean;
	readonly thinking: boolean;
	readonly googleSearch: boolean;
	readonly googleMaps: boolean;
	readonly urlContext: boolean;
	readonly codeExecution: boolean;
}

/** US dollars. */
export interface ModelPrice {
	readonly inputPerMillion?: number | undefined;
	readonly outputPerMillion?: number | undefined;
	readonly perRequest?: number | undefined;
	readonly perSecond?: number | undefined;
}

/** Where something is known from: the native list, `/v1/models`, CometAPI's catalogue, our own table. */
export type ModelSource = 'native' | 'openai' | 'catalogue' | 'builtIn';

export interface ModelInfo {
	readonly id: string;
	readonly displayName?: string | undefined;
	readonly description?: string | undefined;
	/** Who made it, as the catalogue names them. */
	readonly owner?: string | undefined;
	readonly inputTokenLimit?: number | undefined;
	readonly outputTokenLimit?: number | undefined;
	/** What a person may choose; `['auto']` when thinking cannot be steered. */
	readonly thinkingLevels: readonly ThinkingLevel[];
	readonly capabilities: ModelCapabilities;
	readonly price?: ModelPrice | undefined;
	/** `YYYY-MM-DD` on which it stops, or a word such as `DEPRECATED`, when it is being retired. */
	readonly retirement?: string | undefined;
	/** Of the family that the native API was made for; others may be listed by a gateway all the same. */
	readonly isGemini: boolean;
	readonly sources: readonly ModelSource[];
}

/** What one source says of one model. */
export interface ModelEntry
	extends Partial<
		Omit<ModelInfo, 'id' | 'thinkingLevels' | 'capabilities' | 'isGemini' | 'sources'>
	> {
	readonly id: string;
	readonly source: ModelSource;
	readonly capabilities?: Partial<ModelCapabilities> | undefined;
}

/** A model nobody knows is given the benefit of the doubt: the endpoint's own refusal then says why. */
export function guessCapabilities(id: string): ModelCapabilities {
	const family = familyName(id);
	const generation = generationOf(id);
	const isImage = isImageModel(id);
	const isSpeech = /-tts\b/.test(family);
	const isPlain = !isImage && !isSpeech;
	const isGemini = generation > 0;
	return {
		imageInput: !isSpeech && !/^(imagen|gemma-[12]\b)/.test(family),
		audioInput: isPlain && isGemini,
		videoInput: isPlain && isGemini,
		pdfInput: isPlain && isGemini,
		imageOutput: isImage,
		audioOutput: isSpeech,
		functions: isPlain && !family.startsWith('gemma'),
		json: isPlain || generation >= 3,
		thinking: choosableLevels(id).length > 1 || /^gemini-3-pro-image/.test(family),
		googleSearch: generation >= 2 && !isSpeech,
		googleMaps: generation >= 2.5 && isPlain,
		urlContext: generation >= 2.5 && isPlain,
		codeExecution: generation >= 2 && isPlain,
	};
}

export function isGeminiFamily(id: string): boolean {
	return /^(gemini|gemma|nano-banana|learnlm)/.test(familyName(id));
}
