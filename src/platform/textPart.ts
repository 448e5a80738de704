/** A part of a text, in UTF-16 code units. */
export interface TextPart {
	readonly start: number;
	readonly length: number;
}

/** One change, in offsets of the text before it; VS Code's have this shape. */
export interface TextChange {
	readonly rangeOffset: number;
	readonly rangeLength: number;
	readonly text: string;
}

/** Whether text that is put right before or right after a part belongs to it. */
type Edges = 'inside' | 'outside';

/** Where a part stands after changes that were made together. */
export function movePart(
	part: TextPart,
	changes: readonly TextChange[],
	edges: Edges = 'outside',
): TextPart {
	// From the end, so that each still stands where it says.
	return changes
		.toSorted((a, b) => b.rangeOffset - a.rangeOffset)
		.reduce((moved, change) => moveOnce(moved, change, edges), part);
}

export function isSameChange(a: TextChange, b: TextChange | undefined): boolean {
	return a.rangeOffset === b?.rangeOffset && a.rangeLength === b.rangeLength && a.text === b.text;
}

function moveOnce(part: TextPart, change: TextChange, edges: Edges): TextPart {
	const keepsStart = edges === 'inside';
	const start = moveOffset(part.start, change, keepsStart ? 'before' : 'after');
	const end = moveOffset(part.start + part.length, change, keepsStart ? 'after' : 'before');
	return { start, length: Math.max(0, end - start) };
}

/** `side`: where an offset goes at which something is inserted. */
function moveOffset(
	offset: number,
	{ rangeOffset, rangeLength, text }: TextChange,
	side: 'before' | 'after',
): number {
	const end = rangeOffset + rangeLength;
	if (offset < rangeOffset || (offset === rangeOffset && (rangeLength > 0 || side === 'before'))) {
		return offset;
	}
	if (offset >= end) {
		return offset + text.length - rangeLength;
	}
	return side === 'after' ? rangeOffset + text.length : rangeOffset;
}
