/** Lines from 0. */
export interface ImportStatement {
	readonly line: number;
	readonly text: string;
}

const BEGINS_IMPORT =
	/^\s*(?:import\b|from\s+\S+\s+import\b|export\s.*\bfrom\s|#\s*include\b|using\s+[\w.:=\s<>]+;|use\s+[\w:{\\]|require(?:_once|_relative)?\b|open\s+\w|(?:const|let|var)\s.*=\s*(?:await\s+)?(?:require|import)\s*\()/;

/** Statements longer than this are no imports. */
const MAX_LINES = 60;

/**
 * The import statements at the head of a file that bring in one of the names, and those that bring in
 * names without saying which.
 */
export function importsOf(lines: readonly string[], names: ReadonlySet<string>): ImportStatement[] {
	const found: ImportStatement[] = [];
	for (let line = 0; line < lines.length; line++) {
		if (BEGINS_IMPORT.test(lines[line] ?? '')) {
			const text = statementAt(lines, line);
			if (isWanted(text, names)) {
				found.push({ line, text });
			}
			line += text.split('\n').length - 1;
		}
	}
	return found;
}

/** From the line to where its brackets are closed. */
function statementAt(lines: readonly string[], start: number): string {
	let depth = 0;
	for (let end = start; end < Math.min(lines.length, start + MAX_LINES); end++) {
		const line = lines[end] ?? '';
		depth += count(line, /[({]/g) - count(line, /[)}]/g);
		if (depth <= 0) {
			return lines.slice(start, end + 1).join('\n');
		}
	}
	return lines[start] ?? '';
}

function isWanted(statement: string, names: ReadonlySet<string>): boolean {
	const brought = statement.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
	return (
		/^\s*(?:#\s*include|using|open)|[*]|\._$/.test(statement) ||
		brought.some(name => names.has(name))
	);
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}
