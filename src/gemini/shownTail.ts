import type { Part } from '../shared/content.ts';
import type { ModelEvent } from '../shared/events.ts';

/** Events that carry a piece of the answer. */
export type PartEvent = Extract<ModelEvent, { readonly part: Part }>;

export function isPartEvent(event: { readonly type: string }): event is PartEvent {
	return 'part' in event;
}

/**
 * What of the answer was shown since the last place from which it can be continued. A request that goes on
 * from there repeats it, perhaps cut into other pieces; it is matched and skipped (docs/PROTOCOL.md §4).
 */
export interface ShownTail {
	/** The next request starts from the last checkpoint. */
	rewind(): void;
	/** What was repeated or shown so far need not be matched again. */
	checkpoint(): void;
	/**
	 * The part of an event that was not shown before; `undefined` when all of it was; `diverged` when the
	 * answer goes another way than the one that was shown.
	 */
	next(event: PartEvent): PartEvent | undefined | 'diverged';
}

/** Text in one piece however it was cut, other parts as they are. */
interface Segment {
	readonly kind: PartEvent['type'];
	text: string;
}

export function createShownTail(): ShownTail {
	let segments: Segment[] = [];
	let matched = 0;
	/** How much of `segments[matched]` was matched. */
	let offset = 0;

	const add = (kind: Segment['kind'], text: string) => {
		const last = segments.at(-1);
		if (isText(kind) && last?.kind === kind) {
			last.text += text;
			offset = last.text.length;
		} else {
			segments.push({ kind, text });
			offset = text.length;
		}
		matched = segments.length - 1;
	};
	/** The segment that must come next, or nothing when all was repeated. */
	const expected = (): Segment | undefined => {
		const segment = segments[matched];
		if (segment !== undefined && offset >= segment.text.length) {
			matched++;
			offset = 0;
			return segments[matched];
		}
		return segment;
	};

	return {
		rewind() {
			matched = 0;
			offset = 0;
		},
		checkpoint() {
			const rest = expected();
			segments = rest === undefined ? [] : segments.slice(matched);
			const first = segments[0];
			if (first !== undefined) {
				segments[0] = { kind: first.kind, text: first.text.slice(offset) };
			}
			matched = 0;
			offset = 0;
		},
		next(event) {
			const text = contentOf(event);
			const segment = expected();
			if (segment === undefined) {
				add(event.type, text);
				return event;
			}
			const rest = segment.text.slice(offset);
			if (segment.kind !== event.type) {
				return 'diverged';
			}
			if (rest.startsWith(text)) {
				offset += text.length;
				return undefined;
			}
			// Only the last piece that was shown can be followed by something new.
			if (!isText(event.type) || matched < segments.length - 1 || !text.startsWith(rest)) {
				return 'diverged';
			}
			add(event.type, text.slice(rest.length));
			return withText(event, text.slice(rest.length));
		},
	};
}

function isText(kind: PartEvent['type']): boolean {
	return kind === 'text' || kind === 'thought';
}

/** Signatures and ids are made anew with each request, so they do not count. */
function contentOf(event: PartEvent): string {
	if (event.type === 'text' || event.type === 'thought') {
		return event.text;
	}
	const { thoughtSignature: _ignored, ...part } = event.part;
	return JSON.stringify(part, (key, value: unknown) => (key === 'id' ? undefined : value));
}

function withText(event: PartEvent, text: string): PartEvent {
	return event.type === 'text' || event.type === 'thought'
		? { ...event, text, part: { ...event.part, text } }
		: event;
}
