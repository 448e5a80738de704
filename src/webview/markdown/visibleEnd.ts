const halfLine = /^[\s>*+\-_=#|:~`$\\\d.)]*$/;
const halfFence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:`{3,}[^`]*|~{3,}.*)$/;
const halfEndMark = /^[\s>]*(?:`+|~+)?\s*$/;

/**
 * How much of a growing text to show: all but a last line that so far is only marks, because the
 * next characters decide whether it is a heading, a rule, a list, a table or just text.
 */
export function visibleEnd(text: string, isBlockStart: boolean, isInCode: boolean): number {
	const lineStart = text.lastIndexOf('\n') + 1;
	const line = text.slice(lineStart);
	const isHalf = isInCode ? halfEndMark.test(line) : halfLine.test(line) || halfFence.test(line);
	const end = isHalf ? lineStart : text.length;
	return isInCode ? end : withoutTableHead(text, end, isBlockStart);
}

/** A first line that starts with a bar waits for the next one, which makes it a table's head. */
function withoutTableHead(text: string, end: number, isBlockStart: boolean): number {
	const lineEnd = text[end - 1] === '\n' ? end - 1 : end;
	const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
	const isHead = /^ {0,3}\|/.test(text.slice(lineStart, lineEnd));
	const isFirst =
		(lineStart === 0 && isBlockStart) ||
		/\n[ \t]*\n$/.test(text.slice(Math.max(0, lineStart - 80), lineStart));
	return isHead && isFirst ? lineStart : end;
}
