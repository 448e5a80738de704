/** The source that the last parse read. */
export interface TailSource {
	readonly text: string;
	/** Offset of the text's start. */
	readonly start: number;
	/** Offset after the last complete line. */
	readonly complete: number;
}

/**
 * An item of the same list with a paragraph, which tells whether the list is tight. Its text
 * stands so far right that whatever follows is not inside it.
 */
export function probe(opening: string, indent: number): string {
	const marker = opening.trim().replace(/^\d+/, '1');
	return `${' '.repeat(indent)}${marker}    x`;
}

/**
 * The line that opens an item, up to its content: as many columns as the item's content is
 * indented. Undefined where tabs make columns and characters differ.
 */
export function itemOpening(line: string, indent: number): string | undefined {
	const match = /^( {0,3})([-*+]|\d{1,9}[.)])( *)(.*)$/.exec(line.slice(indent));
	if (!match || line.slice(0, indent).includes('\t') || match[4]?.startsWith('\t')) {
		return undefined;
	}
	const [, lead = '', marker = '', gap = '', content = ''] = match;
	const hasPlainGap = gap.length <= 4 && content !== '';
	return `${' '.repeat(indent)}${lead}${marker}${hasPlainGap ? gap : ' '}`;
}

export function tableOpening(
	source: TailSource,
	start: number,
	indent: number,
): string | undefined {
	const head = lineAt(source, start);
	const marks = lineAt(source, start + head.length + 1);
	const isPlain = !head.slice(0, indent).includes('\t') && marks.slice(0, indent).trim() === '';
	return isPlain ? `${' '.repeat(indent)}${head.slice(indent)}\n${marks}\n` : undefined;
}

export function fenceOpening(
	line: string,
	fence: string,
	info: string,
	indent: number,
): string | undefined {
	const lead = /^ {0,3}/.exec(line.slice(indent))?.[0] ?? '';
	const isPlain =
		!line.slice(0, indent).includes('\t') && line.startsWith(fence, indent + lead.length);
	return isPlain ? `${' '.repeat(indent)}${lead}${fence}${info}\n` : undefined;
}

export function lineAt({ text, start }: TailSource, offset: number): string {
	const at = offset - start;
	const end = text.indexOf('\n', at);
	return at < 0 ? '' : text.slice(at, end < 0 ? undefined : end);
}

/** Offset of the start of the line whose line break ends at `end`. */
export function lineStart({ text, start }: TailSource, end: number): number {
	return end - start < 2 ? start : start + text.lastIndexOf('\n', end - start - 2) + 1;
}
