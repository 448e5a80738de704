import { findMatches, type TextMatch } from './findMatches.ts';
import { compileQuery, type FindQuery } from './query.ts';
import { RegexSearch, type SearchResult } from './regexSearch.ts';
import { reveal } from './reveal.ts';
import { rangeOf } from './textBlocks.ts';
import { type PlacedBlock, TextIndex } from './textIndex.ts';

export type FindState =
	| { readonly state: 'empty' }
	| { readonly state: 'bad'; readonly message: string }
	| { readonly state: 'tooSlow' }
	/** `current` counts from 1; 0 when there is nothing. `isCut`: there are more. */
	| {
			readonly state: 'found';
			readonly current: number;
			readonly count: number;
			readonly isCut: boolean;
	  };

/** More places nobody walks through. */
export const MAX_MATCHES = 9_999;

/** A growing answer is searched again no more often than this. */
const AGAIN_MS = 200;

interface Place extends TextMatch {
	readonly block: PlacedBlock;
}

/**
 * Finds text in the conversation, also in what grows or is folded. Places are painted by the browser
 * (`::highlight(find-match)` and `find-current`), so that no message is touched.
 */
export class ConversationFind {
	private readonly scroller: HTMLElement;
	private readonly onState: (state: FindState) => void;
	private readonly index: TextIndex;
	private readonly regexSearch = new RegexSearch();
	private query: FindQuery | undefined;
	private places: readonly Place[] = [];
	private current = -1;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(scroller: HTMLElement, onState: (state: FindState) => void) {
		this.scroller = scroller;
		this.onState = onState;
		this.index = new TextIndex(scroller, () => {
			this.timer ??= setTimeout(() => void this.searchAgain(), AGAIN_MS);
		});
	}

	/** Shows the first place from what is in view on; an earlier search is given up. */
	async find(query: FindQuery): Promise<void> {
		const isNarrowed = this.query !== undefined && query.text.startsWith(this.query.text);
		const from = isNarrowed ? this.places[this.current] : undefined;
		this.query = query;
		await this.search(from);
		if (this.places[this.current] !== undefined) {
			this.reveal();
		}
	}

	/** Shows the next place or the one before; after the last comes the first. */
	move(step: 1 | -1): void {
		const { length } = this.places;
		if (length > 0) {
			this.current = (this.current + step + length) % length;
			this.paintCurrent();
			this.tell();
			this.reveal();
		}
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.regexSearch.stop();
		this.index.dispose();
		CSS.highlights.delete('find-match');
		CSS.highlights.delete('find-current');
	}

	private async searchAgain(): Promise<void> {
		this.timer = undefined;
		await this.search(this.places[this.current]);
	}

	/** @param from the place to stay at, or the next one after it. */
	private async search(from: Place | undefined): Promise<void> {
		const { query } = this;
		const compiled = query === undefined ? undefined : compileQuery(query);
		if (query === undefined || compiled?.state !== 'ok') {
			this.regexSearch.stop();
			this.show([], -1);
			this.onState(compiled?.state === 'bad' ? compiled : { state: 'empty' });
			return;
		}
		const blocks = this.index.blocks();
		const texts = blocks.map(({ text }) => text);
		const found = await this.matches(texts, compiled.pattern, query.isRegex);
		if (found === 'tooSlow') {
			this.show([], -1);
			this.onState({ state: 'tooSlow' });
		} else if (found !== undefined) {
			const places = found.flatMap(match => {
				const block = blocks[match.text];
				return block === undefined ? [] : [{ ...match, block }];
			});
			this.show(places, this.nearest(places, from));
			this.tell();
		}
	}

	private matches(
		texts: readonly string[],
		pattern: RegExp,
		isRegex: boolean,
	): SearchResult | Promise<SearchResult | undefined> {
		this.regexSearch.stop();
		return isRegex
			? this.regexSearch.find({ texts, pattern, limit: MAX_MATCHES })
			: findMatches(texts, pattern, MAX_MATCHES);
	}

	private nearest(places: readonly Place[], from: Place | undefined): number {
		if (places.length === 0) {
			return -1;
		}
		const start = from ?? this.firstInView();
		const next = start === undefined ? -1 : places.findIndex(place => !isBefore(place, start));
		return Math.max(0, next);
	}

	private firstInView(): Position | undefined {
		const { top } = this.scroller.getBoundingClientRect();
		const isReached = (element: Element) => element.getBoundingClientRect().bottom > top;
		// Group by group: asking for the place of a turn has all of its group laid out.
		const group = [...this.scroller.children].find(isReached);
		const message = [...(group?.children ?? [])].find(isReached);
		return message && { block: { message, offset: 0 }, start: 0 };
	}

	private show(places: readonly Place[], current: number): void {
		this.places = places;
		this.current = current;
		paint('find-match', places);
		this.paintCurrent();
	}

	private paintCurrent(): void {
		const place = this.places[this.current];
		paint('find-current', place === undefined ? [] : [place], 1);
	}

	private tell(): void {
		const count = this.places.length;
		const isCut = count === MAX_MATCHES;
		this.onState({ state: 'found', current: this.current + 1, count, isCut });
	}

	private reveal(): void {
		const place = this.places[this.current];
		const range = place && rangeOf(place.block, place.start, place.end);
		if (range !== undefined) {
			reveal(range, this.scroller);
		}
	}
}

interface Position {
	readonly block: Pick<PlacedBlock, 'message' | 'offset'>;
	readonly start: number;
}

function isBefore(a: Position, b: Position): boolean {
	if (a.block.message === b.block.message) {
		return a.block.offset + a.start < b.block.offset + b.start;
	}
	const order = a.block.message.compareDocumentPosition(b.block.message);
	return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function paint(name: string, places: readonly Place[], priority = 0): void {
	const highlight = new Highlight();
	highlight.priority = priority;
	for (const { block, start, end } of places) {
		const range = rangeOf(block, start, end);
		if (range !== undefined) {
			highlight.add(range);
		}
	}
	CSS.highlights.set(name, highlight);
}
