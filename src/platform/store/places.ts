import type { Conversation, Turn } from '../../shared/conversation.ts';
import type { Place, TurnRecord } from './records.ts';

/** The numbers that this window's turns have in the store: a number once given stays with its turn. */
export class Places {
	private readonly conversations = new Map<string, Map<string, number>>();

	loaded(conversationId: string, records: readonly TurnRecord[]): void {
		this.conversations.set(
			conversationId,
			new Map(records.map(({ turn, place }) => [turn.id, place])),
		);
	}

	of(conversation: Conversation, turn: Turn): Place {
		const known = this.conversations.get(conversation.id) ?? new Map<string, number>();
		this.conversations.set(conversation.id, known);
		let place = -1;
		let after: string | undefined;
		for (const { id } of conversation.turns) {
			if (id === turn.id) {
				break;
			}
			place = known.get(id) ?? place + 1;
			known.set(id, place);
			after = id;
		}
		const own = known.get(turn.id) ?? place + 1;
		known.set(turn.id, own);
		return { place: own, ...(after !== undefined && { after }) };
	}

	forget(conversationId: string): void {
		this.conversations.delete(conversationId);
	}
}
