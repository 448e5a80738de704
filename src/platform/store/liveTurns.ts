import type { Part } from '../../shared/content.ts';
import type { Conversation, ModelTurn } from '../../shared/conversation.ts';
import { liveDelta } from './liveDelta.ts';
import type { Place } from './records.ts';
import type { SaveQueue } from './saveQueue.ts';
import type { TurnFiles } from './turnFiles.ts';

/** Together with the time that a write takes, an answer on the disk stays within 2 s of the one shown. */
const INTERVAL_MS = 1000;

/** Calls back once, unless what it returns is called before. */
export type Schedule = (callback: () => void, ms: number) => () => void;

interface LiveTurn {
	readonly conversation: Conversation;
	readonly turn: ModelTurn;
	saved: readonly Part[];
	/** Of the next file. */
	number: number;
	hasNews: boolean;
	/** Set while a write is scheduled. */
	cancel: (() => void) | undefined;
}

/** Stores answers while they are written, a piece a second. */
export class LiveTurns {
	private readonly turns = new Map<string, LiveTurn>();
	private readonly files: TurnFiles;
	private readonly queue: SaveQueue;
	private readonly placeOf: (conversation: Conversation, turn: ModelTurn) => Place;
	private readonly schedule: Schedule;

	constructor(
		files: TurnFiles,
		queue: SaveQueue,
		placeOf: (conversation: Conversation, turn: ModelTurn) => Place,
		schedule: Schedule,
	) {
		this.files = files;
		this.queue = queue;
		this.placeOf = placeOf;
		this.schedule = schedule;
	}

	save(conversation: Conversation, turn: ModelTurn): void {
		const known = this.turns.get(turn.id);
		const live = known ?? {
			conversation,
			turn,
			saved: [],
			number: 0,
			hasNews: true,
			cancel: undefined,
		};
		this.turns.set(turn.id, live);
		live.hasNews = true;
		// The first piece at once: it says that there is an answer at all.
		live.cancel ??= this.schedule(() => void this.write(live), known ? INTERVAL_MS : 0);
	}

	/** From now on the turn is somebody else's. */
	end(turnId: string): void {
		this.turns.get(turnId)?.cancel?.();
		this.turns.delete(turnId);
	}

	endAll(conversationId: string): void {
		for (const [turnId, { conversation }] of this.turns) {
			if (conversation.id === conversationId) {
				this.end(turnId);
			}
		}
	}

	async flush(): Promise<void> {
		const waiting = [...this.turns.values()].filter(({ hasNews }) => hasNews);
		await Promise.all(waiting.map(live => this.write(live)));
	}

	private async write(live: LiveTurn): Promise<void> {
		live.cancel?.();
		live.cancel = undefined;
		await this.queue.run(live.conversation.id, undefined, () => this.writeNews(live));
		if (live.hasNews && this.turns.get(live.turn.id) === live) {
			live.cancel ??= this.schedule(() => void this.write(live), INTERVAL_MS);
		}
	}

	private async writeNews(live: LiveTurn): Promise<void> {
		const { conversation, turn, saved, number } = live;
		live.hasNews = false;
		const now = [...turn.parts];
		const { at, offset, parts } = liveDelta(saved, now);
		const place = this.placeOf(conversation, turn);
		try {
			await this.files.writeLive(conversation.id, number, {
				...place,
				at,
				offset,
				turn: { ...turn, parts },
				media: [],
			});
			live.saved = now;
			live.number = number + 1;
		} catch (error) {
			live.hasNews = true;
			throw error;
		}
	}
}
