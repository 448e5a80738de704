import type { Conversation, ModelTurn } from '../shared/conversation.ts';
import type { Card, ConversationSnapshot } from '../shared/protocol.ts';
import { pageTurn, snapshotTurn, type Translate } from './pageTurns.ts';

/** Makes the card that belongs under a turn, if any. */
export type CardOf = (turn: ModelTurn) => Card | undefined;

export function snapshotOf(
	conversation: Conversation,
	cardOf: CardOf,
	translate: Translate,
): ConversationSnapshot {
	const cards: Record<string, Card> = {};
	for (const turn of conversation.turns) {
		const card = turn.role === 'model' ? cardOf(turn) : undefined;
		if (card !== undefined) {
			cards[turn.id] = card;
		}
	}
	return {
		id: conversation.id,
		title: conversation.title,
		turns: conversation.turns.map(turn => snapshotTurn(turn, translate)),
		cards,
	};
}

/** All of a turn but its parts, for a page that has them already. */
export function withoutParts(turn: ModelTurn): Omit<ModelTurn, 'parts'> {
	const { parts: _parts, ...rest } = turn;
	return pageTurn(rest);
}
