import type { ModelEvent } from '../shared/events.ts';
import { isPartEvent, type PartEvent, ShownTail } from './shownTail.ts';
import type { WireEvent } from './toEvents.ts';

/** What a part may hold besides its signature when it is no content: its text is empty then. */
const SAYS_NOTHING = new Set(['text', 'thought', 'thoughtSignature']);

type FinishEvent = Extract<ModelEvent, { readonly type: 'finish' }>;

/** The repeated answer is another one than what was shown. */
export class DivergedError extends Error {}

/**
 * What is known of an answer while its events pass: what was shown, how it ended, and from where it could
 * be continued. One for each answer, however many requests that takes (docs/PROTOCOL.md §4.6).
 */
export class Answer {
	private readonly tail = new ShownTail();
	private lastToken: string | undefined;
	private hasGrown: boolean = false;
	private hasShown: boolean = false;
	private hasBlock: boolean = false;
	private finish: FinishEvent | undefined;
	private held: ModelEvent[] = [];
	/** Signatures of an answer that has said nothing yet. */
	private heldSignatures: PartEvent[] = [];

	/** The present request has added something to the answer. */
	get hasNews(): boolean {
		return this.hasGrown;
	}

	/** The last place from which the answer can be continued. */
	get token(): string | undefined {
		return this.lastToken;
	}

	/** How the present request ended, if it said so. */
	get finishReason(): string | undefined {
		return this.finish?.reason;
	}

	/** The cap of one request was reached; `token` continues. */
	get isContinued(): boolean {
		return this.finish !== undefined && isCap(this.finish);
	}

	get isBlocked(): boolean {
		return this.hasBlock;
	}

	/** A request begins; it goes on from `token`, if there is one. */
	begin(): void {
		this.tail.rewind();
		this.hasGrown = false;
		this.finish = undefined;
		this.held = [];
		this.heldSignatures = [];
	}

	/** Events of the wire → events for the caller. @throws DivergedError */
	sift(batch: readonly WireEvent[]): readonly ModelEvent[] {
		if (this.hasGrown && this.lastToken === undefined && batch.every(isOrdinary)) {
			return batch;
		}
		const events: ModelEvent[] = [];
		for (const event of batch) {
			if (isPartEvent(event)) {
				this.siftPart(event, events);
			} else if (event.type === 'checkpoint') {
				this.releaseSignatures(events);
				this.lastToken = event.token;
				this.tail.checkpoint();
			} else if (event.type === 'finish') {
				this.finish = event;
				(this.hasShown && !isCap(event) ? events : this.held).push(event);
			} else {
				this.hasBlock ||= event.type === 'blocked';
				events.push(event);
			}
		}
		return events;
	}

	/**
	 * Events that were held back: signatures and finishes while nothing was shown, because an empty answer may
	 * be asked for again, and finishes of a cap, because the answer goes on.
	 */
	takeHeld(): readonly ModelEvent[] {
		const taken = [...this.heldSignatures, ...this.held];
		this.heldSignatures = [];
		this.held = [];
		return taken;
	}

	private siftPart(event: PartEvent, events: ModelEvent[]): void {
		if (!this.hasGrown && this.lastToken === undefined && isLoneSignature(event)) {
			this.heldSignatures.push(event);
			return;
		}
		this.releaseSignatures(events);
		this.pushPart(event, events);
	}

	/** The answer is kept, so its signatures are, in their places. */
	private releaseSignatures(events: ModelEvent[]): void {
		const signatures = this.heldSignatures;
		this.heldSignatures = [];
		for (const signature of signatures) {
			this.pushPart(signature, events);
		}
	}

	private pushPart(event: PartEvent, events: ModelEvent[]): void {
		const rest = this.lastToken === undefined ? event : this.tail.next(event);
		if (rest === 'diverged') {
			throw new DivergedError('The answer went another way.');
		}
		if (rest !== undefined) {
			this.hasGrown = true;
			this.hasShown = true;
			events.push(rest);
		}
	}
}

function isCap({ reason, continuationToken }: FinishEvent): boolean {
	return reason === 'CONTINUATION' && continuationToken !== undefined;
}

/** A part that says nothing, not even by itself: its signature belongs to an answer that is to follow. */
function isLoneSignature({ type, part }: PartEvent): boolean {
	return type === 'part' && Object.keys(part).every(key => SAYS_NOTHING.has(key));
}

/** Nearly all events, once an answer has begun, pass as they are. */
function isOrdinary(event: WireEvent): event is Exclude<ModelEvent, FinishEvent> {
	return event.type !== 'finish' && event.type !== 'checkpoint' && event.type !== 'blocked';
}
