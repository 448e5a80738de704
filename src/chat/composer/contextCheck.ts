import * as vscode from 'vscode';
import { turnsSent } from '../../conversations/chatPrompt.ts';
import type { ConversationSession } from '../../conversations/conversationSession.ts';
import { isQuestion } from '../../conversations/documentPrompt.ts';
import { estimatePartTokens } from '../../gemini/estimateTokens.ts';
import type { ModelCatalogue } from '../../platform/modelCatalogue.ts';
import { formatDollars } from '../../platform/modelDescription.ts';
import type { Part } from '../../shared/content.ts';
import type { Turn, UserTurn } from '../../shared/conversation.ts';
import type { ComposerModel } from './composerBoard.ts';
import { type ContextOverflow, contextOverflow } from './contextPlan.ts';
import { type NoticeWords, overflowNotice } from './notices.ts';

/** A question that does not fit, and what is to be said about it. */
export interface Overflow {
	readonly plan: ContextOverflow;
	words(hasFolders: boolean): NoticeWords;
}

/** `undefined` when these parts fit into the model's context together with the turns before. */
export function overflowOf(
	parts: readonly Part[],
	turns: readonly Turn[],
	{ id: model, limit }: ComposerModel,
	catalogue: Pick<ModelCatalogue, 'known'>,
): Overflow | undefined {
	const tokens = parts.reduce((sum, part) => sum + estimatePartTokens(part, model), 0);
	const plan = limit === undefined ? undefined : contextOverflow(turns, tokens, { model, limit });
	if (plan === undefined) {
		return undefined;
	}
	const cost = costWords(plan, catalogue.known(model)?.price?.inputPerMillion);
	const { language } = vscode.env;
	return { plan, words: hasFolders => overflowNotice(plan, { model, language, cost, hasFolders }) };
}

/** The question of an answer. */
export function questionOf(turns: readonly Turn[], turnId: string): UserTurn | undefined {
	const at = turns.findIndex(({ id }) => id === turnId);
	const question = turns.findLast((turn, index) => index <= at && isQuestion(turn));
	return question?.role === 'user' ? question : undefined;
}

/** The turns that would go along with a question: with a new one, or in place of an earlier one. */
export function turnsBefore(
	{ conversation }: ConversationSession,
	id: string | undefined,
): readonly Turn[] {
	const { turns } = conversation;
	const end = turns.findIndex(turn => turn.id === id);
	return turnsSent(end < 0 ? turns : turns.slice(0, end));
}

/** Of these the latest questions, with their answers. */
export function kept(turns: readonly Turn[], count: number | undefined): readonly Turn[] {
	const questions = turns.flatMap((turn, index) => (isQuestion(turn) ? [index] : []));
	const first = count === undefined ? 0 : (questions[questions.length - count] ?? turns.length);
	return turns.slice(first);
}

/** Empty where no price is known. */
function costWords({ question, history }: ContextOverflow, price: number | undefined): string {
	return price === undefined
		? ''
		: vscode.l10n.t(
				'Reading all of it costs about {0}.',
				formatDollars(((question + history) * price) / 1e6, vscode.env.language),
			);
}
