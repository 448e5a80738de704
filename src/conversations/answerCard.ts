import { blockedCard, errorCard, finishCard } from '../platform/words.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { Card } from '../shared/protocol.ts';
import { saysNothing } from '../shared/saysNothing.ts';

/** What a person needs to know about how an answer ended, with the next step. */
export function cardOf(turn: ModelTurn, endpointHost: string): Card | undefined {
	if (turn.error !== undefined) {
		return errorCard(turn.error, endpointHost);
	}
	if (turn.blocked !== undefined) {
		return blockedCard(turn.blocked.reason, turn.blocked.message);
	}
	return turn.status === 'done' || turn.status === 'interrupted'
		? finishCard(turn.finish, saysNothing(turn.parts))
		: undefined;
}
