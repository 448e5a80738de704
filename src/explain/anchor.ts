/** A place in a text: line and column from 0. Plain data with the shape of VS Code's. */
export interface Place {
	readonly line: number;
	readonly character: number;
}

export interface Span {
	readonly start: Place;
	readonly end: Place;
}

/** One edit: the span of the old text that went away, and what stands there now. */
export interface Edit {
	readonly range: Span;
	readonly text: string;
}

/**
 * Where a span of whole lines stands after an edit. Whole lines that are put right before or right after it
 * stay outside.
 */
export function moveSpan(span: Span, edit: Edit): Span {
	const { start, end } = edit.range;
	const isEmpty = compare(start, end) === 0;
	if (isEmpty && compare(start, span.start) === 0 && !/\n$/.test(edit.text)) {
		return { start: span.start, end: movePlace(span.end, edit) };
	}
	if (isEmpty && compare(start, span.end) === 0 && /^\r?\n/.test(edit.text)) {
		return span;
	}
	return { start: movePlace(span.start, edit, 'before'), end: movePlace(span.end, edit) };
}

/** A place inside of what went away goes to the edit's beginning (`before`) or behind what came. */
function movePlace(place: Place, { range, text }: Edit, side: 'before' | 'after' = 'after'): Place {
	if (compare(place, range.start) < 0) {
		return place;
	}
	const isInside = compare(place, range.end) < 0;
	if (isInside && side === 'before') {
		return range.start;
	}
	const inserted = endOf(range.start, text);
	if (isInside || place.line === range.end.line) {
		const rest = isInside ? 0 : place.character - range.end.character;
		return { line: inserted.line, character: inserted.character + rest };
	}
	// Named one by one: the properties of VS Code's positions are not their own.
	return { line: place.line + inserted.line - range.end.line, character: place.character };
}

function endOf(start: Place, text: string): Place {
	const lines = text.split(/\r\n|\r|\n/);
	const last = lines.at(-1) ?? '';
	return lines.length === 1
		? { line: start.line, character: start.character + last.length }
		: { line: start.line + lines.length - 1, character: last.length };
}

export function compare(a: Place, b: Place): number {
	return a.line - b.line || a.character - b.character;
}
