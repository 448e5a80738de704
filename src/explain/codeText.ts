/** Inline code that its content cannot end; on one line. */
export function inlineCode(content: string): string {
	const line = content.replace(/\s+/g, ' ');
	const runs = line.match(/`+/g) ?? [];
	const longest = runs.reduce((length, run) => Math.max(length, run.length), 0);
	if (longest === 0) {
		return `\`${line}\``;
	}
	const ticks = '`'.repeat(longest + 1);
	return `${ticks} ${line} ${ticks}`;
}

/** Each line with its number in the file, so that the answer can name lines without counting. */
export function numbered(code: string, first: number): string {
	const lines = code.split(/\r\n|\r|\n/);
	const width = String(first + lines.length - 1).length;
	return lines
		.map((line, index) => `${String(first + index).padStart(width)} | ${line}`)
		.join('\n');
}
