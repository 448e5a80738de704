import type { Provider } from '../gemini/endpoint.ts';
import { prepareHistory } from '../gemini/history.ts';
import type { Settings } from '../platform/settingValues.ts';
import type { Content, Part } from '../shared/content.ts';
import type { Turn } from '../shared/conversation.ts';
import type { FunctionDeclaration, Prompt } from '../shared/prompt.ts';
import { documentPrompt, isQuestion, lastRequest } from './documentPrompt.ts';
import type { ToolChoice } from './toolChoice.ts';
import { usableTools } from './usableTools.ts';

/** What the conversation was switched to, and the kind of endpoint that is asked. */
export interface PromptContext {
	readonly tools?: ToolChoice | undefined;
	readonly provider?: Provider | undefined;
	/** Functions that the model may call on this machine. */
	readonly functionDeclarations?: readonly FunctionDeclaration[] | undefined;
}

/**
 * The conversation as a request: the settings of the resource, the turns so far, what the last question asks
 * for, and the tools that the conversation is switched to now.
 */
export function chatPrompt(
	settings: Settings,
	turns: readonly Turn[],
	{ tools, provider = 'other', functionDeclarations = [] }: PromptContext = {},
): Prompt {
	const request = lastRequest(turns);
	const base = documentPrompt(settings);
	const instruction = [request.systemInstruction, base.systemInstruction]
		.filter(Boolean)
		.join('\n\n');
	const asked = {
		...base,
		model: request.model ?? base.model,
		tools: {
			...settings.tools,
			...request.tools,
			...tools,
			...(functionDeclarations.length > 0 && { functionDeclarations }),
		},
		generationConfig: { ...base.generationConfig, ...request.generationConfig },
	};
	return {
		...asked,
		tools: usableTools(asked, provider),
		contents: toContents(turnsSent(turns), asked.model),
		...(instruction !== '' && { systemInstruction: instruction }),
	};
}

/** The turns that a request holds: all, or those since the oldest that the last choice has kept. */
export function turnsSent(turns: readonly Turn[]): readonly Turn[] {
	const questions = turns.flatMap((turn, index) => (isQuestion(turn) ? [{ turn, index }] : []));
	const chosen = questions.findLastIndex(({ turn }) => earlierQuestions(turn) !== undefined);
	const earlier = earlierQuestions(questions[chosen]?.turn);
	const first = earlier === undefined ? undefined : questions[Math.max(0, chosen - earlier)];
	return first === undefined ? turns : turns.slice(first.index);
}

function earlierQuestions(turn: Turn | undefined): number | undefined {
	return turn?.role === 'user' ? turn.request?.earlierQuestions : undefined;
}

/**
 * Turns as this model accepts them ({@link prepareHistory}): its own go back as they came, but for the
 * summaries of thinking, which carry nothing that a model needs.
 */
export function toContents(turns: readonly Turn[], model: string): readonly Content[] {
	const history = turns.map(turn => ({
		content: { role: turn.role, parts: turn.parts.filter(part => !isThought(part)) },
		...(turn.role === 'model' && { origin: { model: turn.model } }),
	}));
	return prepareHistory(history, { model });
}

function isThought(part: Part): boolean {
	return part.thought === true;
}
