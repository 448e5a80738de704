import { toErrorInfo } from '../gemini/errors.ts';
import type { Part } from '../shared/content.ts';
import {
	applyEvent,
	type Conversation,
	type ModelTurn,
	type Turn,
	type UserTurn,
} from '../shared/conversation.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { type Broadcast, createBroadcast } from './broadcast.ts';
import type { PromptOptions } from './chatPrompt.ts';

/** What views of a conversation follow. */
export type ConversationChange =
	/** Another conversation is shown, or turns went away: take a new snapshot. */
	| { readonly type: 'opened'; readonly conversation: Conversation }
	| {
			readonly type: 'turnsAdded';
			readonly conversation: Conversation;
			readonly turns: readonly [UserTurn, ModelTurn] | readonly [ModelTurn];
	  }
	| {
			readonly type: 'events';
			readonly conversation: Conversation;
			readonly turn: ModelTurn;
			readonly events: readonly ModelEvent[];
			readonly now: number;
	  }
	| { readonly type: 'turnEnded'; readonly conversation: Conversation; readonly turn: ModelTurn };

export interface ConversationServiceDeps {
	generate(prompt: Prompt, options: { readonly signal: AbortSignal }): AsyncIterable<ModelEvent>;
	/** The request for an answer to these turns, from the settings as they are now. */
	buildPrompt(turns: readonly Turn[], options: PromptOptions): Prompt;
	readonly now: () => number;
	readonly createId: () => string;
}

export interface SendOptions extends PromptOptions {
	/** Shown in place of the parts. */
	readonly label?: string | undefined;
}

/** Events of this long are handed over together: one frame of a screen. */
const BATCH_MS = 16;

const MAX_TITLE_LENGTH = 80;

/**
 * Owns the conversation that the panel shows. Views come and go; what they show is always this, folded
 * with the same `applyEvent`.
 */
export class ConversationService {
	private readonly deps: ConversationServiceDeps;
	private readonly changes: Broadcast<ConversationChange> = createBroadcast();
	private running: { readonly turn: ModelTurn; readonly abort: AbortController } | undefined;
	private conversation: Conversation;
	/** How the last question of each conversation was asked, for asking again. */
	private options: SendOptions = {};

	constructor(deps: ConversationServiceDeps) {
		this.deps = deps;
		this.conversation = this.create();
	}

	get current(): Conversation {
		return this.conversation;
	}

	/** The answer that is being written. */
	get streamingTurn(): ModelTurn | undefined {
		return this.running?.turn;
	}

	readonly onDidChange: Broadcast<ConversationChange>['subscribe'] = listener =>
		this.changes.subscribe(listener);

	/** Leaves the current conversation, stopping an answer on its way; what came is kept. */
	startNew(): Conversation {
		this.stop();
		this.options = {};
		if (this.conversation.turns.length > 0) {
			this.conversation = this.create();
		}
		this.changes.emit({ type: 'opened', conversation: this.conversation });
		return this.conversation;
	}

	/** Adds a question and streams its answer. Resolves when the answer has ended, however it did. */
	async send(parts: readonly Part[], options: SendOptions = {}): Promise<ModelTurn> {
		this.stop();
		const { conversation } = this;
		this.options = options;
		const user: UserTurn = {
			id: this.deps.createId(),
			role: 'user',
			parts,
			createdAt: this.deps.now(),
			label: options.label,
		};
		conversation.title ||= titleOf(options.label ?? textOf(parts));
		const model = this.beginAnswer(conversation, [...conversation.turns, user]);
		conversation.turns.push(user, model.turn);
		this.changes.emit({ type: 'turnsAdded', conversation, turns: [user, model.turn] });
		await this.stream(conversation, model.turn, model.prompt);
		return model.turn;
	}

	/** Asks for the last answer again; the former one goes away. */
	async retry(): Promise<void> {
		this.stop();
		const { conversation } = this;
		if (conversation.turns.at(-1)?.role === 'model') {
			conversation.turns.pop();
			this.changes.emit({ type: 'opened', conversation });
		}
		if (conversation.turns.at(-1)?.role !== 'user') {
			return;
		}
		const model = this.beginAnswer(conversation, conversation.turns);
		conversation.turns.push(model.turn);
		this.changes.emit({ type: 'turnsAdded', conversation, turns: [model.turn] });
		await this.stream(conversation, model.turn, model.prompt);
	}

	/** Aborts the request; the text so far stays. */
	stop(): void {
		this.running?.abort.abort();
	}

	private create(): Conversation {
		const now = this.deps.now();
		return { id: this.deps.createId(), title: '', createdAt: now, updatedAt: now, turns: [] };
	}

	private beginAnswer(
		conversation: Conversation,
		turns: readonly Turn[],
	): { turn: ModelTurn; prompt: Prompt } {
		const prompt = this.deps.buildPrompt(turns, this.options);
		const now = this.deps.now();
		conversation.updatedAt = now;
		const turn: ModelTurn = {
			id: this.deps.createId(),
			role: 'model',
			model: prompt.model,
			createdAt: now,
			parts: [],
			status: 'streaming',
		};
		return { turn, prompt };
	}

	private async stream(conversation: Conversation, turn: ModelTurn, prompt: Prompt): Promise<void> {
		const abort = new AbortController();
		const run = { turn, abort };
		this.running = run;
		const batch = this.createBatch(conversation, turn);
		try {
			for await (const event of this.deps.generate(prompt, { signal: abort.signal })) {
				batch.add(event);
			}
			turn.status = 'done';
		} catch (error) {
			const info = toErrorInfo(error);
			turn.status = info.kind === 'aborted' ? 'stopped' : 'failed';
			turn.error = info.kind === 'aborted' ? undefined : info;
		} finally {
			batch.flush();
			turn.retry = undefined;
			turn.endedAt = this.deps.now();
			conversation.updatedAt = turn.endedAt;
			if (this.running === run) {
				this.running = undefined;
			}
			this.changes.emit({ type: 'turnEnded', conversation, turn });
		}
	}

	private createBatch(conversation: Conversation, turn: ModelTurn) {
		let events: ModelEvent[] = [];
		let timer: ReturnType<typeof setTimeout> | undefined;
		const flush = () => {
			clearTimeout(timer);
			timer = undefined;
			if (events.length > 0) {
				const now = this.deps.now();
				for (const event of events) {
					applyEvent(turn, event, now);
				}
				this.changes.emit({ type: 'events', conversation, turn, events, now });
				events = [];
			}
		};
		return {
			add(event: ModelEvent) {
				events.push(event);
				timer ??= setTimeout(flush, BATCH_MS);
			},
			flush,
		};
	}
}

function textOf(parts: readonly Part[]): string {
	return parts.map(({ text }) => text ?? '').join(' ');
}

function titleOf(text: string): string {
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line.length > MAX_TITLE_LENGTH ? `${line.slice(0, MAX_TITLE_LENGTH - 1)}…` : line;
}
