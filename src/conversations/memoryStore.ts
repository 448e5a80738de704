import type { ConversationStore } from '../platform/conversationStore.ts';
import type { Conversation } from '../shared/conversation.ts';

export function createMemoryStore(): ConversationStore {
	const kept = new Map<string, Conversation>();
	const done = Promise.resolve();
	return {
		list: async () => [],
		load: async id => kept.get(id),
		saveTurn: async conversation => void kept.set(conversation.id, conversation),
		saveLive: () => undefined,
		saveMeta: () => done,
		removeTurns: () => done,
		delete: async id => void kept.delete(id),
		restore: () => done,
		flush: () => done,
		onProblem: () => ({ dispose: () => undefined }),
	};
}
