import type { Usage } from '../shared/events.ts';
import type { AnswerPart } from './answerPart.ts';

/** Token counts in the form that VS Code's chat reads for its context gauge. */
export function usagePart(usage: Usage): AnswerPart {
	const { prompt = 0, candidates = 0, thoughts = 0, toolUsePrompt = 0, cached = 0 } = usage;
	const promptTokens = prompt + toolUsePrompt;
	const completionTokens = candidates + thoughts;
	const json = JSON.stringify({
		prompt_tokens: promptTokens,
		completion_tokens: completionTokens,
		total_tokens: usage.total ?? promptTokens + completionTokens,
		prompt_tokens_details: { cached_tokens: cached },
		completion_tokens_details: { reasoning_tokens: thoughts },
	});
	return { kind: 'data', mimeType: 'usage', data: new TextEncoder().encode(json) };
}
