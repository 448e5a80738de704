import type { ConversationStore, ConversationSummary } from '../platform/conversationStore.ts';
import type { Conversation } from '../shared/conversation.ts';
import { type Broadcast, createBroadcast } from './broadcast.ts';
import { ConversationSession, type SessionDeps } from './conversationSession.ts';

export interface LibraryDeps extends SessionDeps {
	/** Loaded when it is first needed. */
	store(): Promise<ConversationStore>;
	/** URI of the workspace that new conversations belong to. */
	workspace(): string | undefined;
}

/** All conversations: the open ones as sessions, the others in the store. Everything an open one does is stored. */
export class ConversationLibrary {
	private readonly deps: LibraryDeps;
	private readonly sessions = new Map<string, ConversationSession>();
	/** Of deleted conversations, as long as somebody shows them, e.g. an editor tab: two would not know of each other. */
	private readonly deleted = new Map<string, WeakRef<ConversationSession>>();
	private readonly shown: Broadcast<ConversationSession>;
	private readonly opened: Broadcast<ConversationSession>;
	private session: ConversationSession;
	private hasWritten = false;
	private writes: Promise<void> = Promise.resolve();

	constructor(deps: LibraryDeps) {
		this.deps = deps;
		this.shown = createBroadcast(deps.report);
		this.opened = createBroadcast(deps.report);
		this.session = this.adopt(this.createConversation());
	}

	/** The one that the side bar shows. */
	get current(): ConversationSession {
		return this.session;
	}

	/** Fires when the side bar shows another conversation. */
	onDidShow(listener: (session: ConversationSession) => void): { dispose(): void } {
		return this.shown.subscribe(listener);
	}

	/** Fires for every conversation that is opened or begun. */
	onDidOpen(listener: (session: ConversationSession) => void): { dispose(): void } {
		return this.opened.subscribe(listener);
	}

	/** An empty conversation that is not shown yet, e.g. for an answer beside the code. */
	begin(): ConversationSession {
		return this.adopt(this.createConversation());
	}

	/** An empty conversation in the side bar; an answer on its way in the former one goes on. */
	startNew(): ConversationSession {
		if (this.session.conversation.turns.length > 0) {
			this.show(this.adopt(this.createConversation()));
		} else {
			this.show(this.session);
		}
		return this.session;
	}

	show(session: ConversationSession): void {
		this.session = session;
		this.shown.emit(session);
	}

	/** The session of a stored conversation; `undefined` when it is gone. */
	async open(id: string): Promise<ConversationSession | undefined> {
		const known = this.sessions.get(id);
		if (known !== undefined) {
			return known;
		}
		const conversation = await (await this.deps.store()).load(id);
		// A second call may have loaded it meanwhile.
		return (
			this.sessions.get(id) ?? (conversation && (this.takeBack(id) ?? this.adopt(conversation)))
		);
	}

	async list(): Promise<readonly ConversationSummary[]> {
		return (await this.deps.store()).list();
	}

	async rename(id: string, title: string): Promise<void> {
		const session = await this.open(id);
		if (session !== undefined) {
			session.conversation.title = title;
			await (await this.deps.store()).saveMeta(session.conversation);
		}
	}

	async pin(summary: ConversationSummary, pinned: boolean): Promise<void> {
		await (await this.deps.store()).saveMeta(summary, { pinned });
	}

	/** Can be undone with {@link restore}. */
	async delete(id: string): Promise<void> {
		const session = this.sessions.get(id);
		if (session !== undefined) {
			session.stop();
			this.sessions.delete(id);
			this.deleted.set(id, new WeakRef(session));
		}
		await (await this.deps.store()).delete(id);
		if (this.session.conversation.id === id) {
			this.show(this.adopt(this.createConversation()));
		}
	}

	async restore(id: string): Promise<void> {
		await (await this.deps.store()).restore(id);
		this.takeBack(id);
	}

	/** A new conversation with the turns up to and including this one. */
	async fork(session: ConversationSession, turnId: string): Promise<ConversationSession> {
		const { turns, title } = session.conversation;
		const end = turns.findIndex(({ id }) => id === turnId) + 1;
		const fork = this.createConversation();
		fork.title = title;
		fork.turns.push(
			...structuredClone(turns.slice(0, end)).map(turn => ({ ...turn, id: this.deps.createId() })),
		);
		return this.import(fork);
	}

	/** Takes a conversation in as it is, e.g. an imported one, and stores it. */
	async import(conversation: Conversation): Promise<ConversationSession> {
		const session = this.adopt(conversation);
		const store = await this.deps.store();
		for (const turn of conversation.turns) {
			await store.saveTurn(conversation, turn);
		}
		await store.saveMeta(conversation, { workspace: this.deps.workspace() });
		return session;
	}

	/** Resolves when everything that has happened so far was handed to the store. */
	settled(): Promise<void> {
		return this.writes;
	}

	/** Stops all answers and writes what still waits, if anything was written at all. */
	dispose(): void {
		for (const session of this.sessions.values()) {
			session.stop();
		}
		if (this.hasWritten) {
			this.deps
				.store()
				.then(store => store.flush())
				.catch(error => this.deps.report(error));
		}
	}

	private createConversation(): Conversation {
		const now = this.deps.now();
		return { id: this.deps.createId(), title: '', createdAt: now, updatedAt: now, turns: [] };
	}

	private adopt(conversation: Conversation): ConversationSession {
		const session = new ConversationSession(conversation, this.deps);
		this.sessions.set(conversation.id, session);
		this.keep(session);
		this.opened.emit(session);
		return session;
	}

	/** A conversation that is no longer deleted goes on in the session that it had, if there still is one. */
	private takeBack(id: string): ConversationSession | undefined {
		const session = this.deleted.get(id)?.deref();
		this.deleted.delete(id);
		if (session !== undefined) {
			this.sessions.set(id, session);
		}
		return session;
	}

	/** Stores what the session does, in its order; the answer on its way goes through the live file. */
	private keep(session: ConversationSession): void {
		const { conversation } = session;
		const enqueue = (write: (store: ConversationStore) => Promise<void> | void) => {
			this.hasWritten = true;
			this.writes = this.writes
				.then(async () => write(await this.deps.store()))
				.catch(error => this.deps.report(error));
		};
		session.onDidChange(change => {
			switch (change.type) {
				case 'turnsAdded':
					for (const turn of change.turns) {
						if (turn.role === 'user') {
							if (turn.isToolResults !== true) {
								// A question brings a deleted conversation back.
								this.takeBack(conversation.id);
							}
							enqueue(store => store.saveTurn(conversation, turn));
						}
					}
					enqueue(store => store.saveMeta(conversation, { workspace: this.deps.workspace() }));
					break;
				case 'events':
					enqueue(store => store.saveLive(conversation, change.turn));
					break;
				case 'turnEnded':
					enqueue(store => store.saveTurn(conversation, change.turn));
					enqueue(store => store.saveMeta(conversation));
					break;
				case 'reset':
					enqueue(store =>
						store.removeTurns(
							conversation.id,
							change.removed.map(({ id }) => id),
						),
					);
					break;
				case 'queue':
				case 'tools':
					break;
				default:
					change satisfies never;
			}
		});
	}
}
