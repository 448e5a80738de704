import type { Part } from '../shared/content.ts';
import type { ModelTurn, Turn, UserTurn } from '../shared/conversation.ts';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { Grounding, ModelEvent } from '../shared/events.ts';
import type { PageGrounding } from '../shared/protocol.ts';
import { searchLinks } from './searchLinks.ts';

/*
 * What a page may see of a conversation: all of it but the HTML that came with search results, and of what
 * was attached or given by tools only the pictures, which it shows.
 */

export function pageTurn<T extends Turn | Omit<ModelTurn, 'parts'>>(turn: T): T {
	if ('attachments' in turn && turn.attachments !== undefined) {
		return { ...turn, parts: withoutAttached(turn) };
	}
	if ('isToolResults' in turn && turn.isToolResults === true) {
		return { ...turn, parts: turn.parts.map(withoutData) };
	}
	return 'grounding' in turn && turn.grounding !== undefined
		? { ...turn, grounding: pageGrounding(turn.grounding) }
		: turn;
}

/** Base64 digits of a picture that is still worth handing to the page. */
const MAX_PICTURE_LENGTH = 6_000_000;

/** Each part stays in its place. */
function withoutAttached({ parts, attachments = [] }: UserTurn): Part[] {
	const attached = new Set(attachments.map(({ part }) => part));
	return parts.map((part, index) => (attached.has(index) && !isPicture(part) ? {} : part));
}

/** Of what a tool gave the page names all, and shows the pictures. */
function withoutData(part: Part): Part {
	return part.inlineData === undefined || isPicture(part)
		? part
		: { inlineData: { ...part.inlineData, data: '' } };
}

function isPicture({ inlineData }: Part): boolean {
	return (
		inlineData?.mimeType.startsWith('image/') === true &&
		inlineData.data.length <= MAX_PICTURE_LENGTH
	);
}

/** Puts a failure's words into the person's language. */
export type Translate = (message: string) => string;

export function pageEvents(
	events: readonly ModelEvent[],
	translate: Translate,
): readonly ModelEvent[] {
	return events.some(({ type }) => type === 'grounding' || type === 'retry')
		? events.map(event => pageEvent(event, translate))
		: events;
}

function pageEvent(event: ModelEvent, translate: Translate): ModelEvent {
	switch (event.type) {
		case 'grounding':
			return { ...event, grounding: pageGrounding(event.grounding) };
		case 'retry':
			return withTranslated(event, translate);
		default:
			return event;
	}
}

/** The reason stands beside the countdown. */
function withTranslated<T extends { readonly error: ErrorInfo }>(wait: T, translate: Translate): T {
	return { ...wait, error: { ...wait.error, message: translate(wait.error.message) } };
}

/** A turn for a page that shows it anew, perhaps while it waits for another attempt. */
export function snapshotTurn(turn: Turn, translate: Translate): Turn {
	const shown = pageTurn(turn);
	return shown.role === 'model' && shown.retry !== undefined
		? { ...shown, retry: withTranslated(shown.retry, translate) }
		: shown;
}

function pageGrounding({ searchEntryPointHtml, ...grounding }: Grounding): PageGrounding {
	return searchEntryPointHtml === undefined
		? grounding
		: { ...grounding, searchLinks: searchLinks(searchEntryPointHtml) };
}
