import type { ModelTurn, Turn } from '../shared/conversation.ts';
import type { Grounding, ModelEvent } from '../shared/events.ts';
import type { PageGrounding } from '../shared/protocol.ts';
import { searchLinks } from './searchLinks.ts';

/* What a page may see of a conversation: all of it but the HTML that came with search results. */

export function pageTurn<T extends Turn | Omit<ModelTurn, 'parts'>>(turn: T): T {
	return 'grounding' in turn && turn.grounding !== undefined
		? { ...turn, grounding: pageGrounding(turn.grounding) }
		: turn;
}

export function pageEvents(events: readonly ModelEvent[]): readonly ModelEvent[] {
	return events.some(({ type }) => type === 'grounding')
		? events.map(event =>
				event.type === 'grounding'
					? { ...event, grounding: pageGrounding(event.grounding) }
					: event,
			)
		: events;
}

function pageGrounding({ searchEntryPointHtml, ...grounding }: Grounding): PageGrounding {
	return searchEntryPointHtml === undefined
		? grounding
		: { ...grounding, searchLinks: searchLinks(searchEntryPointHtml) };
}
