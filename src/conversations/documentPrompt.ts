import type { Settings } from '../platform/settingValues.ts';
import type { Turn, TurnRequest } from '../shared/conversation.ts';
import type { Prompt } from '../shared/prompt.ts';

/** What the settings say for a request that is no conversation and uses no tools. */
export function documentPrompt(settings: Settings): Omit<Prompt, 'contents' | 'tools'> {
	const { model, temperature, topP, maxOutputTokens, systemInstruction, cachedContent } = settings;
	return {
		model,
		generationConfig: { temperature, topP, maxOutputTokens },
		thinkingLevel: settings.thinkingLevel,
		includeThoughts: settings.includeThoughts,
		safetySettings: settings.safetySettings,
		...(systemInstruction !== '' && { systemInstruction }),
		...(cachedContent !== undefined && { cachedContent }),
	};
}

/** URI of what the last question is about, if it says so. */
export function resourceOf(turns: readonly Turn[]): string | undefined {
	return lastRequest(turns).resource;
}

/** What the last question asks for beside its words. */
export function lastRequest(turns: readonly Turn[]): TurnRequest {
	const question = turns.findLast(isQuestion);
	return (question?.role === 'user' ? question.request : undefined) ?? {};
}

export function isQuestion(turn: Turn): boolean {
	return turn.role === 'user' && turn.isToolResults !== true;
}
