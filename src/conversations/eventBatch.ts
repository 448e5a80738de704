import type { ModelEvent } from '../shared/events.ts';

/** Events within one frame of a screen are handed over together. */
const BATCH_MS = 16;

export interface EventBatch {
	add(event: ModelEvent): void;
	flush(): void;
}

export function createEventBatch(deliver: (events: readonly ModelEvent[]) => void): EventBatch {
	let events: ModelEvent[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (events.length > 0) {
			const taken = events;
			events = [];
			deliver(taken);
		}
	};
	return {
		add(event) {
			events.push(event);
			timer ??= setTimeout(flush, BATCH_MS);
		},
		flush,
	};
}
