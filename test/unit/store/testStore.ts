import type { StoreProblem } from '../../../src/platform/conversationStore.ts';
import { FileConversationStore } from '../../../src/platform/store/fileConversationStore.ts';
import type { StoreFiles } from '../../../src/platform/store/files.ts';
import type { Conversation, ModelTurn, UserTurn } from '../../../src/shared/conversation.ts';

let stores = 0;

export interface TestStore {
	readonly store: FileConversationStore;
	/** `kind detail` of each problem that was told. */
	readonly problems: string[];
}

/** A store as a new window opens it. Its timers are those of the process. */
export function openStore(
	files: StoreFiles,
	{ workspace = 'file:///here', now = Date.now }: { workspace?: string; now?: () => number } = {},
): TestStore {
	const store = new FileConversationStore({
		files,
		workspace,
		now,
		schedule(callback, ms) {
			const timer = setTimeout(callback, ms);
			return () => clearTimeout(timer);
		},
		writer: `w${stores++}`,
	});
	const problems: string[] = [];
	store.onProblem(({ kind, detail }: StoreProblem) => problems.push(`${kind} ${detail}`));
	return { store, problems };
}

export function uuid(number: number): string {
	return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function question(number: number, text = `Question ${number}`): UserTurn {
	return { id: uuid(number), role: 'user', createdAt: 1000 + number, parts: [{ text }] };
}

export function answer(number: number, text = `Answer ${number}`): ModelTurn {
	return {
		id: uuid(number),
		role: 'model',
		model: 'gemini-3.5-flash',
		createdAt: 1000 + number,
		parts: [{ text }],
		status: 'done',
	};
}

/** Questions and answers in turn, numbered from 1. */
export function conversation(number: number, turnCount = 0): Conversation {
	const turns = Array.from({ length: turnCount }, (_, index) =>
		index % 2 === 0 ? question(index + 1) : answer(index + 1),
	);
	const title = `Conversation ${number}`;
	return { id: uuid(number), title, createdAt: 1000, updatedAt: 1000 + turnCount, turns };
}

/** Adds the turns one by one, as a window does. */
export async function saveAll(
	store: FileConversationStore,
	{ turns, ...head }: Conversation,
): Promise<void> {
	const growing: Conversation = { ...head, turns: [] };
	for (const turn of turns) {
		growing.turns.push(turn);
		await store.saveTurn(growing, turn);
	}
}
