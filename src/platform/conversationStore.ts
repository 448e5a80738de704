import type { Conversation, ModelTurn, Turn } from '../shared/conversation.ts';

/** A row of the conversation list. */
export interface ConversationSummary {
	readonly id: string;
	readonly title: string;
	/** URI of the workspace it belongs to; `undefined` where no folder was open. */
	readonly workspace: string | undefined;
	readonly createdAt: number;
	readonly updatedAt: number;
	readonly pinned: boolean;
	readonly turnCount: number;
}

/** What identifies a conversation without its turns: a row of the list will do. */
export type ConversationHead = Pick<Conversation, 'id' | 'title' | 'createdAt' | 'updatedAt'>;

export interface MetaChanges {
	readonly pinned?: boolean | undefined;
	/** Moves the conversation to another workspace. */
	readonly workspace?: string | undefined;
}

/**
 * Something a person should hear of, once.
 * - `damaged`: a file could not be understood and was set aside as `*.damaged`.
 * - `newer`: a file was written by a newer version and is left alone.
 * - `cannotSave`: disk full, read-only…; said once until a save succeeds again. What was not saved is kept
 *   in memory and tried again with the next save and by `flush`.
 * - `cannotRead`: the file is there, but the system would not hand it out.
 */
export interface StoreProblem {
	readonly kind: 'damaged' | 'newer' | 'cannotSave' | 'cannotRead';
	/** `undefined` where no single conversation is concerned. */
	readonly conversationId: string | undefined;
	/** File name inside the storage folder, for the log. */
	readonly file: string;
	/** The system's own words or code, e.g. `ENOSPC`; never content. */
	readonly detail: string;
}

/**
 * Where conversations live. No method rejects because of the storage: failures are told to `onProblem`, and
 * the conversation in memory goes on. Ids of conversations and turns must match {@link isStorableId}
 * (`crypto.randomUUID()` does), because file names are made of them; anything else is refused.
 */
export interface ConversationStore {
	/** This workspace's first, in each part the pinned first, then the latest. Without the deleted ones. */
	list(): Promise<readonly ConversationSummary[]>;
	/** `undefined` when there is none (any more). An answer that was cut off by a crash has status `interrupted`. */
	load(id: string): Promise<Conversation | undefined>;
	/** Stores a turn that is complete; its place is the one it has in `conversation.turns`. */
	saveTurn(conversation: Conversation, turn: Turn): Promise<void>;
	/** Cheap to call for every delta: the turn in flight is stored at most 2 s behind, until `saveTurn`. */
	saveLive(conversation: Conversation, turn: ModelTurn): void;
	/** Stores the title (rename) and what else changed. */
	saveMeta(head: ConversationHead, changes?: MetaChanges): Promise<void>;
	/** Forgets these turns and their media, e.g. those that an edited message replaces. */
	removeTurns(conversationId: string, turnIds: readonly string[]): Promise<void>;
	/** Takes it off the list; {@link restore} brings it back for a week. */
	delete(id: string): Promise<void>;
	restore(id: string): Promise<void>;
	/** Writes at once what still waits, and tries again what failed. For `deactivate`. */
	flush(): Promise<void>;
	/** Problems found before the first listener came are told to it. */
	onProblem(listener: (problem: StoreProblem) => void): { dispose(): void };
}

/** Whether a file name may be made of it on every system. */
export function isStorableId(id: string): boolean {
	return /^[a-z0-9][a-z0-9-]{0,63}$/.test(id);
}
