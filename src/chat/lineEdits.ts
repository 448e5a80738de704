import { diff } from 'fast-myers-diff';

/** Replaces `length` UTF-16 units at `offset` of the former text. */
export interface LineEdit {
	readonly offset: number;
	readonly length: number;
	readonly text: string;
}

/** The changes between two texts, whole lines each, in order. */
export function lineEdits(before: string, after: string): LineEdit[] {
	const oldLines = linesOf(before);
	const newLines = linesOf(after);
	const starts = [0];
	for (const line of oldLines) {
		starts.push((starts.at(-1) ?? 0) + line.length);
	}
	return [...diff(oldLines, newLines)].map(([oldStart, oldEnd, newStart, newEnd]) => {
		const offset = starts[oldStart] ?? before.length;
		return {
			offset,
			length: (starts[oldEnd] ?? before.length) - offset,
			text: newLines.slice(newStart, newEnd).join(''),
		};
	});
}

/** Each line with its line break. */
function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}
