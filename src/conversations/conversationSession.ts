import { abortedError, toErrorInfo } from '../gemini/errors.ts';
import type { Attachment } from '../shared/attachments.ts';
import type { Part } from '../shared/content.ts';
import {
	applyEvent,
	type Conversation,
	type ModelTurn,
	type Turn,
	type TurnRequest,
	type UserTurn,
} from '../shared/conversation.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { PanelTool } from '../shared/protocol.ts';
import { openCalls } from '../shared/turnParts.ts';
import { type Broadcast, createBroadcast } from './broadcast.ts';
import { createEventBatch } from './eventBatch.ts';
import { titleOf } from './title.ts';
import { lastToolChoice, type ToolChoice } from './toolChoice.ts';

/** What views and the store of a conversation follow. */
export type ConversationChange =
	/** Turns went away or were replaced: take a new snapshot. */
	| { readonly type: 'reset'; readonly removed: readonly Turn[] }
	| { readonly type: 'turnsAdded'; readonly turns: readonly Turn[] }
	| {
			readonly type: 'events';
			readonly turn: ModelTurn;
			readonly events: readonly ModelEvent[];
			readonly now: number;
	  }
	| { readonly type: 'turnEnded'; readonly turn: ModelTurn }
	| { readonly type: 'queue' }
	/** Other tools were chosen. */
	| { readonly type: 'tools' };

/** A question, with what goes with it. */
export interface Message {
	readonly parts: readonly Part[];
	/** Shown in place of the parts. */
	readonly label?: string | undefined;
	readonly attachments?: readonly Attachment[] | undefined;
	readonly request?: TurnRequest | undefined;
}

export interface QueuedMessage extends Message {
	readonly id: string;
}

export interface SessionDeps {
	generate(
		prompt: Prompt,
		options: { readonly signal: AbortSignal; readonly turnId: string },
	): AsyncIterable<ModelEvent>;
	/** The request for an answer to these turns with these tools, from the settings as they are now. */
	buildPrompt(turns: readonly Turn[], tools: ToolChoice): Prompt | Promise<Prompt>;
	/**
	 * Runs the model's calls and resolves to their `functionResponse` parts, one for each in the order of the
	 * calls; a failure or a stop is a response too. Pictures that tools gave follow.
	 */
	runTools?(calls: readonly Part[], signal: AbortSignal): Promise<readonly Part[]>;
	readonly now: () => number;
	readonly createId: () => string;
	/** A failure that no caller waits for. */
	report(error: unknown): void;
}

/** An agent that goes round more often than this is stopped; the person may tell it to go on. */
const MAX_TOOL_ROUNDS = 25;

/**
 * One conversation while it is open: asks, streams, stops. It owns the turns; whoever shows or stores them
 * follows its changes. At most one answer is on its way; further questions wait in the queue.
 */
export class ConversationSession {
	readonly conversation: Conversation;
	private readonly deps: SessionDeps;
	private readonly changes: Broadcast<ConversationChange>;
	private running: { readonly abort: AbortController; turn: ModelTurn | undefined } | undefined;
	private waiting: QueuedMessage[] = [];
	private chosenTools: ToolChoice | undefined;

	constructor(conversation: Conversation, deps: SessionDeps) {
		this.conversation = conversation;
		this.deps = deps;
		this.changes = createBroadcast(deps.report);
	}

	/** The answer that is being written. */
	get streamingTurn(): ModelTurn | undefined {
		return this.running?.turn;
	}

	get isRunning(): boolean {
		return this.running !== undefined;
	}

	get queue(): readonly QueuedMessage[] {
		return this.waiting;
	}

	/** The tools that are switched on or off in this conversation: as now, else as with its last question. */
	get tools(): ToolChoice {
		return this.chosenTools ?? lastToolChoice(this.conversation.turns);
	}

	setTool(tool: PanelTool, isOn: boolean): void {
		this.chosenTools = { ...this.tools, [tool]: isOn };
		this.changes.emit({ type: 'tools' });
	}

	onDidChange(listener: (change: ConversationChange) => void): { dispose(): void } {
		return this.changes.subscribe(listener);
	}

	/**
	 * Asks now, or after the answer that is on its way. Resolves when this question's answer has ended,
	 * however it did; at once when it was queued.
	 */
	async send(message: Message): Promise<void> {
		if (this.running !== undefined) {
			this.enqueue(message);
			return;
		}
		const { conversation, deps } = this;
		const user: UserTurn = {
			id: deps.createId(),
			role: 'user',
			createdAt: deps.now(),
			...this.withTools(message),
		};
		conversation.title ||= titleOf(message);
		conversation.turns.push(user);
		this.changes.emit({ type: 'turnsAdded', turns: [user] });
		await this.answer();
	}

	/** The choice of tools goes with each question, so that it is stored with the conversation. */
	private withTools(message: Message): Message {
		const { tools } = this;
		const { request } = message;
		return Object.keys(tools).length === 0
			? message
			: { ...message, request: { ...request, tools: { ...request?.tools, ...tools } } };
	}

	/** Puts a question behind those that wait; the end of an answer asks it, or `sendNext`. */
	enqueue(message: Message): void {
		this.waiting = [...this.waiting, { ...message, id: this.deps.createId() }];
		this.changes.emit({ type: 'queue' });
	}

	/** Takes a question back out of the queue. */
	unqueue(id: string): QueuedMessage | undefined {
		const message = this.waiting.find(each => each.id === id);
		this.waiting = this.waiting.filter(each => each.id !== id);
		this.changes.emit({ type: 'queue' });
		return message;
	}

	/** Asks the queue's first question now; after a stop the queue waits for this. */
	async sendNext(): Promise<void> {
		const [next, ...rest] = this.waiting;
		if (next !== undefined && this.running === undefined) {
			this.waiting = rest;
			this.changes.emit({ type: 'queue' });
			const { id: _id, ...message } = next;
			await this.send(message);
		}
	}

	/** Asks again for an answer (the last one without an id); what came after its question goes away. */
	async regenerate(turnId?: string): Promise<void> {
		await this.interrupt();
		const { turns } = this.conversation;
		const index =
			turnId === undefined ? turns.length - 1 : turns.findIndex(({ id }) => id === turnId);
		const question = turns.findLastIndex(
			(turn, at) => at <= index && turn.role === 'user' && turn.isToolResults !== true,
		);
		if (question >= 0) {
			this.truncate(question + 1);
			await this.answer();
		}
	}

	/** Asks an earlier question in other words; the turns from there on are replaced. */
	async edit(turnId: string, message: Message): Promise<void> {
		await this.interrupt();
		const index = this.conversation.turns.findIndex(({ id }) => id === turnId);
		if (index >= 0) {
			this.truncate(index);
			await this.send(message);
		}
	}

	/** Removes a question with its answer, or an answer alone. */
	async deleteTurn(turnId: string): Promise<void> {
		await this.interrupt();
		const { turns } = this.conversation;
		const start = turns.findIndex(({ id }) => id === turnId);
		if (start < 0) {
			return;
		}
		const next = turns.findIndex(
			(turn, index) => index > start && turn.role === 'user' && turn.isToolResults !== true,
		);
		const removed = turns.splice(start, (next < 0 ? turns.length : next) - start);
		this.changes.emit({ type: 'reset', removed });
	}

	/** Aborts the request; the text so far stays, and the queue waits. */
	stop(): void {
		this.running?.abort.abort();
	}

	private idle: Promise<void> = Promise.resolve();

	/** Stops, and waits until the answer has ended. */
	private async interrupt(): Promise<void> {
		this.stop();
		await this.idle;
	}

	private truncate(length: number): void {
		const removed = this.conversation.turns.splice(length);
		if (removed.length > 0) {
			this.changes.emit({ type: 'reset', removed });
		}
	}

	private async answer(): Promise<void> {
		const run = { abort: new AbortController(), turn: undefined };
		this.running = run;
		const work = this.runRounds(run);
		this.idle = work.then(
			() => undefined,
			() => undefined,
		);
		const completed = await work;
		if (completed) {
			await this.sendNext();
		}
	}

	/** Answers, runs the tools that the answer calls, and answers again. Resolves to whether all went well. */
	private async runRounds(run: NonNullable<typeof this.running>): Promise<boolean> {
		try {
			for (let round = 0; ; round++) {
				const turn = await this.streamAnswer(run);
				const calls = turn.status === 'done' ? openCalls(turn.parts) : [];
				const isLast = calls.length === 0 || round >= MAX_TOOL_ROUNDS;
				if (isLast || this.deps.runTools === undefined) {
					this.running = undefined;
					this.changes.emit({ type: 'turnEnded', turn });
					return turn.status === 'done';
				}
				this.changes.emit({ type: 'turnEnded', turn });
				this.addToolResults(await this.deps.runTools(calls, run.abort.signal));
			}
		} finally {
			this.running = undefined;
		}
	}

	private addToolResults(parts: readonly Part[]): void {
		const turn: UserTurn = {
			id: this.deps.createId(),
			role: 'user',
			parts,
			createdAt: this.deps.now(),
			isToolResults: true,
		};
		this.conversation.turns.push(turn);
		this.changes.emit({ type: 'turnsAdded', turns: [turn] });
	}

	/** Resolves to the answer's turn, however it ended: a failure is part of the conversation. */
	private async streamAnswer(run: NonNullable<typeof this.running>): Promise<ModelTurn> {
		const prompt = await attempt(async () =>
			this.deps.buildPrompt(this.conversation.turns, this.tools),
		);
		const turn = this.beginTurn('value' in prompt ? prompt.value.model : '');
		run.turn = turn;
		this.changes.emit({ type: 'turnsAdded', turns: [turn] });
		const failure =
			'value' in prompt ? await this.consume(turn, prompt.value, run.abort.signal) : prompt.error;
		this.endTurn(turn, run.abort.signal.aborted ? abortedError() : failure);
		return turn;
	}

	private beginTurn(model: string): ModelTurn {
		const { conversation, deps } = this;
		const now = deps.now();
		const turn: ModelTurn = {
			id: deps.createId(),
			role: 'model',
			model,
			createdAt: now,
			parts: [],
			status: 'streaming',
		};
		conversation.updatedAt = now;
		conversation.turns.push(turn);
		return turn;
	}

	/** Folds the stream into the turn; resolves to what ended it early, if anything did. */
	private async consume(turn: ModelTurn, prompt: Prompt, signal: AbortSignal): Promise<unknown> {
		const { deps } = this;
		const batch = createEventBatch(events => {
			const now = deps.now();
			for (const event of events) {
				applyEvent(turn, event, now);
			}
			this.changes.emit({ type: 'events', turn, events, now });
		});
		try {
			signal.throwIfAborted();
			for await (const event of deps.generate(prompt, { signal, turnId: turn.id })) {
				batch.add(event);
			}
			return undefined;
		} catch (error) {
			return error;
		} finally {
			batch.flush();
		}
	}

	private endTurn(turn: ModelTurn, failure: unknown): void {
		turn.retry = undefined;
		turn.endedAt = this.deps.now();
		this.conversation.updatedAt = turn.endedAt;
		if (failure === undefined) {
			turn.status = 'done';
			return;
		}
		const info = toErrorInfo(failure);
		turn.status = info.kind === 'aborted' ? 'stopped' : 'failed';
		turn.error = info.kind === 'aborted' ? undefined : info;
	}
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error };
	}
}
