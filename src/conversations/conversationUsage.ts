import { addUsage, type UsageByModel } from '../platform/usageTotals.ts';
import type { Turn } from '../shared/conversation.ts';
import type { ConversationLibrary } from './conversationLibrary.ts';

/** The tokens of all answers that a conversation holds now. */
export function conversationUsage(turns: readonly Turn[]): UsageByModel {
	let sums: UsageByModel = {};
	for (const turn of turns) {
		if (turn.role === 'model' && turn.usage !== undefined) {
			sums = addUsage(sums, turn.model, turn.usage);
		}
	}
	return sums;
}

/** Fires when the shown conversation is another, or holds other answers. */
export function onDidChangeUsage(
	library: ConversationLibrary,
	listener: () => void,
): { dispose(): void } {
	const follow = (session: ConversationLibrary['current']) =>
		session.onDidChange(({ type }) => {
			if ((type === 'turnEnded' || type === 'reset') && session === library.current) {
				listener();
			}
		});
	follow(library.current);
	const subscriptions = [library.onDidOpen(follow), library.onDidShow(listener)];
	return {
		dispose() {
			for (const subscription of subscriptions) {
				subscription.dispose();
			}
		},
	};
}
