import type { LanguageModelChatInformation } from 'vscode';
import { guessCapabilities, isGeminiFamily, type ModelInfo } from '../gemini/modelInfo.ts';
import { generationOf, isImageModel } from '../gemini/modelName.ts';
import { choosableLevels } from '../gemini/thinking.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';

/** What is to be known of a model in order to offer it. */
export type ListedModel = Pick<
	ModelInfo,
	| 'id'
	| 'displayName'
	| 'description'
	| 'inputTokenLimit'
	| 'outputTokenLimit'
	| 'thinkingLevels'
	| 'capabilities'
	| 'isGemini'
	| 'price'
	| 'retirement'
>;

/** With what VS Code reads at run time, though its typings do not name it. */
export interface ModelInformation extends LanguageModelChatInformation {
	readonly isUserSelectable: boolean;
	/** JSON Schema; an enumeration in the group `navigation` becomes a picker beside the model. */
	readonly configurationSchema?: object | undefined;
	readonly pricing?: string | undefined;
}

/** The key of {@link ModelInformation.configurationSchema} under which other vendors choose thinking, too. */
export const EFFORT_KEY = 'reasoningEffort';
/** The picker's first entry: the level of the workspace's settings holds. */
const AS_SET = 'default';

export interface ModelWords {
	readonly thinkingEffort: string;
	readonly asSet: string;
	readonly asSetDescription: string;
	level(level: ThinkingLevel): { readonly label: string; readonly description: string };
	/** US dollars for a million tokens. */
	price(input: number, output: number): string;
	/** A day (`YYYY-MM-DD`) or a word of the endpoint. */
	retires(when: string): string;
}

/** Tokens kept free for the tools of a request, which VS Code does not count when it prunes the prompt. */
const TOOLS_SHARE = 0.05;
const UNKNOWN_LIMITS = { input: 131_072, output: 32_768 };
const GEMINI_LIMITS = { input: 1_048_576, output: 65_536 };
const IMAGE_LIMITS = { input: 65_536, output: 32_768 };

/** Models that neither chat nor draw. */
const NOT_FOR_CHAT = /-(tts|transcribe|live|audio)\b|embedding|^(imagen|veo|lyria|aqa)\b/;

/** The models of a list that are worth offering; where none is of the family, all are. */
export function chatModels(models: readonly ListedModel[]): readonly ListedModel[] {
	const usable = models.filter(({ id }) => !NOT_FOR_CHAT.test(id.toLowerCase()));
	const family = usable.filter(({ isGemini }) => isGemini);
	return uniqueById(family.length > 0 ? family : usable);
}

/** A model of which only the id is known. */
export function guessedModel(id: string): ListedModel {
	return {
		id,
		thinkingLevels: choosableLevels(id),
		capabilities: guessCapabilities(id),
		isGemini: isGeminiFamily(id),
	};
}

function uniqueById(models: readonly ListedModel[]): readonly ListedModel[] {
	return [...new Map(models.map(model => [model.id, model])).values()];
}

/** Tokens that a model takes in one request: from its list, else guessed from its name. */
export function inputTokensOf(model: ListedModel): number {
	const { input, output } = limitsOf(model);
	return sharesContext(model) ? input - output : input;
}

/** From Gemini 4 on, input and output share the context. */
function sharesContext({ id }: ListedModel): boolean {
	const generation = generationOf(id);
	return Number.isFinite(generation) && generation >= 4;
}

function limitsOf(model: ListedModel): { readonly input: number; readonly output: number } {
	const guess = guessedLimits(model.id);
	const input = model.inputTokenLimit || guess.input;
	const output = model.outputTokenLimit || guess.output;
	// Where the whole context is the limit of both, an answer that may fill it leaves nothing for the question.
	return {
		input,
		output:
			sharesContext(model) && output >= input
				? Math.min(guess.output, Math.floor(input / 2))
				: output,
	};
}

function guessedLimits(id: string): { readonly input: number; readonly output: number } {
	if (isImageModel(id)) {
		return IMAGE_LIMITS;
	}
	return generationOf(id) >= 2.5 ? GEMINI_LIMITS : UNKNOWN_LIMITS;
}

/**
 * A model as VS Code's pickers need it. Every field counts: without `capabilities` it vanishes, without
 * tool calling it is hidden in Ask and Agent. `detail` tells models of the same name apart.
 *
 * The thinking picker is for models of a group: for others VS Code would make a group to keep the choice in,
 * and a model that moves there answers no longer in the chats that have chosen it.
 */
export function modelInformation(
	model: ListedModel,
	{ detail, isInGroup }: { readonly detail?: string; readonly isInGroup: boolean },
	words: ModelWords,
): ModelInformation {
	const { id, displayName = id, capabilities, thinkingLevels, price } = model;
	return {
		id,
		name: displayName,
		family: id,
		version: id,
		tooltip: tooltipOf(model, words),
		...(detail !== undefined && { detail }),
		maxInputTokens: Math.floor(inputTokensOf(model) * (1 - TOOLS_SHARE)),
		maxOutputTokens: limitsOf(model).output,
		isUserSelectable: true,
		capabilities: { imageInput: capabilities.imageInput, toolCalling: capabilities.functions },
		...(price?.inputPerMillion !== undefined &&
			price.outputPerMillion !== undefined && {
				pricing: words.price(price.inputPerMillion, price.outputPerMillion),
			}),
		...(isInGroup &&
			thinkingLevels.length > 1 && {
				configurationSchema: effortSchema(thinkingLevels, words),
			}),
	};
}

function tooltipOf({ id, description, retirement }: ListedModel, words: ModelWords): string {
	const retires = retirement === undefined ? undefined : words.retires(retirement);
	return [id, retires, description].filter(Boolean).join('\n\n');
}

/** The native picker for thinking. */
function effortSchema(levels: readonly ThinkingLevel[], words: ModelWords): object {
	const named = levels.map(words.level);
	return {
		type: 'object',
		properties: {
			[EFFORT_KEY]: {
				type: 'string',
				title: words.thinkingEffort,
				group: 'navigation',
				enum: [AS_SET, ...levels],
				enumItemLabels: [words.asSet, ...named.map(({ label }) => label)],
				enumDescriptions: [words.asSetDescription, ...named.map(({ description }) => description)],
				default: AS_SET,
			},
		},
	};
}
