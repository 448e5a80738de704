import type { ModelEvent } from '../shared/events.ts';
import { createShownTail, isPartEvent, type PartEvent, type ShownTail } from './shownTail.ts';
import type { WireEvent } from './toEvents.ts';

type FinishEvent = Extract<ModelEvent, { readonly type: 'finish' }>;

/**
 * What is known of an answer while its events pass: what was shown, how it ended, and from where it could
 * be continued. One for each answer, however many requests that takes.
 */
export interface Answer {
	/** To be called before each request. `token` is where it goes on. */
	begin(token: string | undefined): void;
	/** Events of the wire → events for the caller. @throws DivergedError */
	sift(batch: readonly WireEvent[]): readonly ModelEvent[];
	/** The present request has added something to the answer. */
	readonly hasNews: boolean;
	/** The last place from which the answer can be continued. */
	readonly token: string | undefined;
	/** How the present request ended, if it said so. */
	readonly finishReason: string | undefined;
	/** The cap of one request was reached; `token` continues. */
	readonly isContinued: boolean;
	readonly isBlocked: boolean;
	/**
	 * Finish events that were held back: while nothing was shown, because an empty answer may be asked for
	 * again, and those of a cap, because the answer goes on.
	 */
	takeHeld(): readonly ModelEvent[];
}

/** The repeated answer is another one than what was shown. */
export class DivergedError extends Error {}

export function createAnswer(): Answer {
	const tail: ShownTail = createShownTail();
	let token: string | undefined;
	let hasNews = false;
	let hasShown = false;
	let finish: FinishEvent | undefined;
	let isBlocked = false;
	let held: ModelEvent[] = [];

	const siftPart = (event: PartEvent): PartEvent | undefined => {
		const rest = token === undefined ? event : tail.next(event);
		if (rest === 'diverged') {
			throw new DivergedError('The answer went another way.');
		}
		if (rest !== undefined) {
			hasNews = true;
			hasShown = true;
		}
		return rest;
	};
	const isCap = ({ reason, continuationToken }: FinishEvent) =>
		reason === 'CONTINUATION' && continuationToken !== undefined;

	return {
		begin(next) {
			token = next;
			tail.rewind();
			hasNews = false;
			finish = undefined;
			held = [];
		},
		sift(batch) {
			if (hasNews && token === undefined && batch.every(isOrdinary)) {
				return batch;
			}
			const events: ModelEvent[] = [];
			for (const event of batch) {
				if (isPartEvent(event)) {
					const part = siftPart(event);
					if (part !== undefined) {
						events.push(part);
					}
				} else if (event.type === 'checkpoint') {
					token = event.token;
					tail.checkpoint();
				} else if (event.type === 'finish') {
					finish = event;
					(hasShown && !isCap(event) ? events : held).push(event);
				} else {
					isBlocked ||= event.type === 'blocked';
					events.push(event);
				}
			}
			return events;
		},
		get hasNews() {
			return hasNews;
		},
		get token() {
			return token;
		},
		get finishReason() {
			return finish?.reason;
		},
		get isContinued() {
			return finish !== undefined && isCap(finish);
		},
		get isBlocked() {
			return isBlocked;
		},
		takeHeld() {
			const taken = held;
			held = [];
			return taken;
		},
	};
}

/** Nearly all events, once an answer has begun, pass as they are. */
function isOrdinary(event: WireEvent): event is Exclude<ModelEvent, FinishEvent> {
	return event.type !== 'finish' && event.type !== 'checkpoint' && event.type !== 'blocked';
}
