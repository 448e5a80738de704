import type { LanguageModelChatInformation } from 'vscode';
import { choosableLevels } from '../gemini/thinking.ts';
import { generationOf, isImageModel } from '../gemini/tools.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';

/** What an endpoint's list says of a model. */
export interface ListedModel {
	readonly id: string;
	readonly displayName?: string | undefined;
	readonly description?: string | undefined;
	readonly inputTokenLimit?: number | undefined;
	readonly outputTokenLimit?: number | undefined;
}

/** With what VS Code reads at run time, though its typings do not name it. */
export interface ModelInformation extends LanguageModelChatInformation {
	readonly isUserSelectable: boolean;
	/** JSON Schema; an enumeration in the group `navigation` becomes a picker beside the model. */
	readonly configurationSchema?: object | undefined;
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
}

/** Tokens kept free for the tools of a request, which VS Code does not count when it prunes the prompt. */
const TOOLS_SHARE = 0.05;
const UNKNOWN_LIMITS = { input: 131_072, output: 32_768 };
const GEMINI_LIMITS = { input: 1_048_576, output: 65_536 };
const IMAGE_LIMITS = { input: 65_536, output: 32_768 };

/** Models that neither chat nor draw. */
const NOT_FOR_CHAT = /-(tts|transcribe|live|audio)\b|embedding|^(imagen|veo|lyria|aqa)\b/;
const OF_THE_FAMILY = /gemini|gemma|nano-banana|learnlm/;

/** The models of a list that are worth offering; where none has a name of the family, all are. */
export function chatModels(models: readonly ListedModel[]): readonly ListedModel[] {
	const usable = models.filter(({ id }) => !NOT_FOR_CHAT.test(id.toLowerCase()));
	const known = usable.filter(({ id }) => OF_THE_FAMILY.test(id.toLowerCase()));
	return uniqueById(known.length > 0 ? known : usable);
}

function uniqueById(models: readonly ListedModel[]): readonly ListedModel[] {
	return [...new Map(models.map(model => [model.id, model])).values()];
}

/** Tokens that a model takes in one request: from its list, else guessed from its name. */
export function inputTokensOf(model: ListedModel): number {
	const { input, output } = limitsOf(model);
	const generation = generationOf(model.id);
	// From Gemini 4 on, input and output share the context.
	return Number.isFinite(generation) && generation >= 4 ? input - output : input;
}

function limitsOf(model: ListedModel): { readonly input: number; readonly output: number } {
	const guess = guessedLimits(model.id);
	return {
		input: model.inputTokenLimit || guess.input,
		output: model.outputTokenLimit || guess.output,
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
 */
export function modelInformation(
	model: ListedModel,
	detail: string | undefined,
	words: ModelWords,
): ModelInformation {
	const { id, displayName = id, description } = model;
	const configurationSchema = effortSchema(id, words);
	return {
		id,
		name: displayName,
		family: id,
		version: id,
		tooltip: description === undefined ? id : `${id}\n\n${description}`,
		...(detail !== undefined && { detail }),
		maxInputTokens: Math.floor(inputTokensOf(model) * (1 - TOOLS_SHARE)),
		maxOutputTokens: limitsOf(model).output,
		isUserSelectable: true,
		capabilities: { imageInput: true, toolCalling: !isImageModel(id) },
		...(configurationSchema !== undefined && { configurationSchema }),
	};
}

/** The native picker for thinking, for models whose thinking can be steered. */
function effortSchema(id: string, words: ModelWords): object | undefined {
	const levels = choosableLevels(id);
	if (levels.length < 2) {
		return undefined;
	}
	const named = levels.map(level => ({ level, ...words.level(level) }));
	return {
		type: 'object',
		properties: {
			[EFFORT_KEY]: {
				type: 'string',
				title: words.thinkingEffort,
				group: 'navigation',
				enum: [AS_SET, ...levels],
				enumItemLabels: [words.asSet, ...named.map(({ label }) => label)],
				enumDescriptions: [words.asSetDescription, ...named.map(({ description: text }) => text)],
				default: AS_SET,
			},
		},
	};
}
