import { contextTokens } from '../../conversations/contextUse.ts';
import { estimatePartTokens } from '../../gemini/estimateTokens.ts';
import type { Turn } from '../../shared/conversation.ts';

/** What a question that does not fit would take, in estimated tokens. */
export interface ContextOverflow {
	readonly limit: number;
	/** Of the question with its attachments. */
	readonly question: number;
	/** Of the turns that would go along. */
	readonly history: number;
	/** The questions before it that fit, the latest; `undefined` when it does not fit even alone. */
	readonly fitting?: { readonly kept: number; readonly leftOut: number } | undefined;
}

/**
 * Whether a question fits into the model's context together with the turns that go along (docs/PROTOCOL.md
 * §11.3); `undefined` when it does. What the endpoint has counted is believed rather than estimated.
 */
export function contextOverflow(
	turns: readonly Turn[],
	question: number,
	{ model, limit }: { readonly model: string; readonly limit: number },
): ContextOverflow | undefined {
	const exchanges = exchangesOf(turns).map(exchange => tokensOf(exchange, model));
	const estimated = sum(exchanges);
	const history = Math.max(contextTokens(turns) ?? 0, estimated);
	if (history + question <= limit) {
		return undefined;
	}
	const scale = estimated === 0 ? 1 : history / estimated;
	let kept = 0;
	let tokens = question;
	for (const exchange of exchanges.toReversed()) {
		tokens += exchange * scale;
		if (tokens > limit) {
			break;
		}
		kept++;
	}
	const fitting = question > limit ? undefined : { kept, leftOut: exchanges.length - kept };
	return { limit, question, history, fitting };
}

/** A question with all that was answered to it. */
function exchangesOf(turns: readonly Turn[]): Turn[][] {
	const exchanges: Turn[][] = [];
	for (const turn of turns) {
		const isQuestion = turn.role === 'user' && turn.isToolResults !== true;
		const last = exchanges.at(-1);
		if (isQuestion || last === undefined) {
			exchanges.push([turn]);
		} else {
			last.push(turn);
		}
	}
	return exchanges;
}

function tokensOf(turns: readonly Turn[], model: string): number {
	return sum(
		turns.flatMap(({ parts }) =>
			parts.filter(({ thought }) => thought !== true).map(part => estimatePartTokens(part, model)),
		),
	);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
