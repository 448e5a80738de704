import type { Settings } from '../platform/settings.ts';
import type { Content, Part } from '../shared/content.ts';
import type { Turn } from '../shared/conversation.ts';
import type { GenerationConfig, Prompt } from '../shared/prompt.ts';

/** What a feature adds to the settings for one request. */
export interface PromptOptions {
	/** The feature's own instruction; the person's stands after it. */
	readonly systemInstruction?: string | undefined;
	readonly generationConfig?: GenerationConfig | undefined;
}

/** The conversation as a request: the settings of the resource, and the turns so far. */
export function chatPrompt(
	settings: Settings,
	turns: readonly Turn[],
	options: PromptOptions = {},
): Prompt {
	const instruction = [options.systemInstruction, settings.systemInstruction]
		.filter(Boolean)
		.join('\n\n');
	return {
		model: settings.model,
		contents: toContents(turns),
		thinkingLevel: settings.thinkingLevel,
		includeThoughts: settings.includeThoughts,
		safetySettings: settings.safetySettings,
		tools: settings.tools,
		generationConfig: { ...samplingOf(settings), ...options.generationConfig },
		...(instruction !== '' && { systemInstruction: instruction }),
		...(settings.cachedContent !== undefined && { cachedContent: settings.cachedContent }),
	};
}

function samplingOf({ temperature, topP, maxOutputTokens }: Settings): GenerationConfig {
	return { temperature, topP, maxOutputTokens };
}

/**
 * Turns go back as they came, but for the summaries of thinking, which carry nothing that the model needs,
 * and for answers that brought nothing: a turn without parts is refused.
 */
export function toContents(turns: readonly Turn[]): Content[] {
	return turns
		.map(({ role, parts }): Content => ({ role, parts: parts.filter(part => !isThought(part)) }))
		.filter(({ parts }) => parts.length > 0);
}

function isThought(part: Part): boolean {
	return part.thought === true;
}
