import type { ModelEvent } from '../shared/events.ts';

/**
 * Events that come closer together than this are handed over together. A quarter of a frame of a screen: what
 * waits here may miss the next frame, and a model that is faster than that makes 250 messages a second at most.
 */
const INTERVAL_MS = 4;

export interface EventBatch {
	add(event: ModelEvent): void;
	flush(): void;
}

export function createEventBatch(deliver: (events: readonly ModelEvent[]) => void): EventBatch {
	let events: ModelEvent[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;
	let deliveredAt = Number.NEGATIVE_INFINITY;
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (events.length > 0) {
			const taken = events;
			events = [];
			deliveredAt = performance.now();
			deliver(taken);
		}
	};
	return {
		add(event) {
			events.push(event);
			// After a pause there is nothing to wait for but the rest of the same read.
			timer ??= setTimeout(flush, Math.max(0, deliveredAt + INTERVAL_MS - performance.now()));
		},
		flush,
	};
}
