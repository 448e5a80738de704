/**
 * Which lines of a Markdown text stand inside fences. `strict` takes only fences that begin in the first
 * column, which mean the same to every parser; else indented ones count as well, e.g. inside of lists.
 */
export function* markdownLines(
	text: string,
	strict: boolean,
): Generator<{ readonly line: string; readonly isCode: boolean }> {
	const opening = strict ? /^(`{3,})[^`]*$|^(~{3,})/ : /^[\s>]*(?:(`{3,})[^`]*$|(~{3,}))/;
	let fence: string | undefined;
	for (const line of text.split('\n')) {
		if (fence === undefined) {
			const [, ticks, tildes] = opening.exec(line) ?? [];
			fence = ticks ?? tildes;
			yield { line, isCode: fence !== undefined };
		} else {
			if (closes(strict ? line : line.replace(/^[\s>]*/, ''), fence)) {
				fence = undefined;
			}
			yield { line, isCode: true };
		}
	}
}

function closes(line: string, fence: string): boolean {
	const run = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?$/.exec(line)?.[1];
	return run !== undefined && run[0] === fence[0] && run.length >= fence.length;
}
