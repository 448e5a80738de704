import { GeminiError, geminiError, toErrorInfo } from '../gemini/errors.ts';
import { estimatePromptTokens } from '../gemini/estimateTokens.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { Answer, type AnswerEnd, type AnswerOptions } from './answer.ts';
import type { AnswerPart } from './answerPart.ts';
import type { AnswerWords } from './answerWords.ts';
import { NoAnswerError } from './noAnswerError.ts';
import { buildPrompt, type ChatRequest, type RequestSettings, type Target } from './prompt.ts';
import type { SignatureMemory } from './signatureMemory.ts';

export interface RespondContext {
	readonly target: Target;
	readonly settings: RequestSettings;
	/** Tokens that the model takes in. */
	readonly inputTokens: number;
	readonly memory: SignatureMemory;
	readonly words: AnswerWords;
	readonly canThink: boolean;
	generate(prompt: Prompt): AsyncIterable<ModelEvent>;
	/** Told what is no part of the answer. */
	log(message: string): void;
}

/**
 * Answers one request of VS Code. When something was shown, a failure becomes the closing note, because
 * parts that are reported before an error get lost.
 * @throws NoAnswerError when nothing was shown; GeminiError `aborted`.
 */
export async function* respond(
	request: ChatRequest,
	context: RespondContext,
): AsyncGenerator<AnswerPart> {
	const { prompt, tools } = buildPrompt(request, context.settings, context.target, context.memory);
	refuseTooLong(prompt, context);
	const options = { ...context.target, ...context, toolName: tools.toolName };
	const end = yield* answer(prompt, options);
	if (end.kind === 'nothing') {
		throw new NoAnswerError(end.reason, end.code);
	}
	yield* end.parts;
	context.memory.remember(end.record, end.text);
}

type Ended = AnswerEnd & { readonly code?: string | undefined };

async function* answer(
	prompt: Prompt,
	options: AnswerOptions & Pick<RespondContext, 'generate' | 'log'>,
): AsyncGenerator<AnswerPart, Ended> {
	const fold = new Answer(options);
	try {
		for await (const event of options.generate(prompt)) {
			if (event.type === 'adjusted') {
				options.log(`Sent again without “${event.adjustment}”: ${event.message}`);
			} else if (event.type === 'warning') {
				options.log(event.message);
			}
			yield* fold.accept(event);
		}
		return fold.end();
	} catch (error) {
		if (error instanceof GeminiError && error.kind === 'aborted') {
			throw error;
		}
		const info = toErrorInfo(error);
		return { ...fold.end(info), code: info.kind };
	}
}

/** The estimate may be high by that much; what lies between is for the endpoint to decide. */
const TOLERANCE = 1.1;

function refuseTooLong(prompt: Prompt, { inputTokens, words, target }: RespondContext): void {
	const tokens = estimatePromptTokens(prompt);
	if (tokens > inputTokens * TOLERANCE) {
		throw new NoAnswerError(words.tooLong(tokens, inputTokens, target.model), 'badRequest');
	}
	if (prompt.contents.length === 0) {
		throw geminiError('badRequest', 'The request holds no message.');
	}
}
