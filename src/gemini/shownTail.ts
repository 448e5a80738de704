import type { Part } from '../shared/content.ts';
import type { ModelEvent } from '../shared/events.ts';

/** Events that carry a piece of the answer. */
export type PartEvent = Extract<ModelEvent, { readonly part: Part }>;

export function isPartEvent(event: { readonly type: string }): event is PartEvent {
	return 'part' in event;
}

/** Text in one piece however it was cut, other parts as they are. */
interface Segment {
	readonly kind: PartEvent['type'];
	text: string;
}

/**
 * What of the answer was shown since the last place from which it can be continued. A request that goes on
 * from there repeats it, perhaps cut into other pieces; it is matched and skipped (docs/PROTOCOL.md §4.6).
 */
export class ShownTail {
	private segments: Segment[] = [];
	/** The segment that is being repeated, and how much of it was. */
	private matched = 0;
	private offset = 0;

	/** The next request starts from the last checkpoint. */
	rewind(): void {
		this.matched = 0;
		this.offset = 0;
	}

	/** What was repeated or shown so far need not be matched again. */
	checkpoint(): void {
		const rest = this.expected();
		if (rest === undefined) {
			this.segments = [];
		} else {
			const first = { kind: rest.kind, text: rest.text.slice(this.offset) };
			this.segments = [first, ...this.segments.slice(this.matched + 1)];
		}
		this.rewind();
	}

	/**
	 * The part of an event that was not shown before; `undefined` when all of it was; `diverged` when the
	 * answer goes another way than the one that was shown.
	 */
	next(event: PartEvent): PartEvent | undefined | 'diverged' {
		const text = contentOf(event);
		const segment = this.expected();
		if (segment === undefined) {
			this.add(event.type, text);
			return event;
		}
		if (segment.kind !== event.type) {
			return 'diverged';
		}
		const rest = segment.text.slice(this.offset);
		if (rest.startsWith(text)) {
			this.offset += text.length;
			return undefined;
		}
		// Only the last piece that was shown can be followed by something new.
		const isLast = this.matched === this.segments.length - 1;
		if (!isText(event.type) || !isLast || !text.startsWith(rest)) {
			return 'diverged';
		}
		this.add(event.type, text.slice(rest.length));
		return withText(event, text.slice(rest.length));
	}

	/** The segment that must come next, or nothing when all was repeated. */
	private expected(): Segment | undefined {
		const segment = this.segments[this.matched];
		if (segment !== undefined && this.offset >= segment.text.length) {
			this.matched++;
			this.offset = 0;
		}
		return this.segments[this.matched];
	}

	private add(kind: PartEvent['type'], text: string): void {
		const last = this.segments.at(-1);
		if (isText(kind) && last?.kind === kind) {
			last.text += text;
			this.offset = last.text.length;
		} else {
			this.segments.push({ kind, text });
			this.offset = text.length;
		}
		this.matched = this.segments.length - 1;
	}
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
