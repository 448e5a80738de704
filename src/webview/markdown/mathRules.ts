import type MarkdownIt from 'markdown-it';

type Tokenizer = InstanceType<typeof MarkdownIt>;
type InlineState = InstanceType<Tokenizer['inline']['State']>;
type BlockState = InstanceType<Tokenizer['block']['State']>;

/** How far a closing delimiter is looked for: keeps many unclosed openers linear. */
const maximumLength = 4000;

const wordCharacter = /[\p{L}\p{N}_$]/u;
const texSyntax = /[\\^_{}=+<>|*/]/;
const plainAtom = /^(?:[\p{L}]|[\d.,]+%?|[\p{L}]'*\([\p{L}\d, ]*\))$/u;

/** `$x$`, `$$x$$`, `\(x\)` and `\[x\]` within a paragraph. */
export function inlineMath(state: InlineState, silent: boolean): boolean {
	if (state.env['math'] === false) {
		return false;
	}
	const formula = formulaAt(state.src, state.pos, state.posMax);
	if (!formula) {
		return false;
	}
	if (!silent) {
		const token = state.push('math', 'span', 0);
		token.content = formula.tex;
		token.markup = formula.open;
		token.info = formula.open === '$$' || formula.open === '\\[' ? 'display' : 'inline';
		token.meta = { source: state.src.slice(state.pos, formula.end) };
	}
	state.pos = formula.end;
	return true;
}

interface Formula {
	readonly tex: string;
	readonly open: string;
	readonly end: number;
}

function formulaAt(text: string, start: number, limit: number): Formula | undefined {
	const open = text.slice(start, start + 2);
	if (open === '$$') {
		return between(text, start, limit, '$$', '$$');
	}
	if (open === '\\(') {
		return between(text, start, limit, '\\(', '\\)');
	}
	if (open === '\\[') {
		return between(text, start, limit, '\\[', '\\]');
	}
	return open.startsWith('$') ? dollarFormula(text, start, limit) : undefined;
}

/** With a backtick inside, the closing delimiter is one in a piece of code, and neither is a formula's. */
function between(
	text: string,
	start: number,
	limit: number,
	open: string,
	close: string,
): Formula | undefined {
	const from = start + open.length;
	const end = text.slice(from, Math.min(limit, from + maximumLength)).indexOf(close);
	const tex = end < 0 ? '' : text.slice(from, from + end);
	if (tex.trim() === '' || tex.includes('`')) {
		return undefined;
	}
	return { tex, open, end: from + end + close.length };
}

/** A single dollar is more often a price or a shell variable than a formula. */
function dollarFormula(text: string, start: number, limit: number): Formula | undefined {
	if (wordCharacter.test(text.charAt(start - 1))) {
		return undefined;
	}
	const end = closingDollar(text, start + 1, Math.min(limit, start + maximumLength));
	const tex = text.slice(start + 1, end);
	const isFormula =
		end > start + 1 &&
		tex.trim() === tex &&
		!wordCharacter.test(text.charAt(end + 1)) &&
		(texSyntax.test(tex) || plainAtom.test(tex));
	return isFormula ? { tex, open: '$', end: end + 1 } : undefined;
}

function closingDollar(text: string, from: number, limit: number): number {
	for (let position = from; position < limit; position++) {
		const character = text[position];
		if (character === '\\') {
			position++;
		} else if (character === '$') {
			return position;
		} else if (character === '`') {
			return -1;
		}
	}
	return -1;
}

/**
 * A block that starts with a line `$$` or `\[` and ends with the closing delimiter, a blank line
 * or its container; or one line with both delimiters. An unclosed block is text.
 */
export function blockMath(
	state: BlockState,
	startLine: number,
	endLine: number,
	silent: boolean,
): boolean {
	if (state.env['math'] === false || indentation(state, startLine) >= 4) {
		return false;
	}
	const first = lineText(state, startLine);
	const open = first.slice(0, 2);
	const close = open === '$$' ? '$$' : open === '\\[' ? '\\]' : undefined;
	if (!close) {
		return false;
	}
	const isOneLine = isFormulaLine(first, close);
	if (!isOneLine && first !== open) {
		return false;
	}
	if (!silent) {
		const last = isOneLine ? startLine : lastLine(state, startLine, endLine, close);
		pushBlock(state, startLine, last, open, close);
	}
	return true;
}

function isFormulaLine(line: string, close: string): boolean {
	const tex = line.slice(2, -2);
	return line.length > 4 && line.endsWith(close) && !tex.includes(close) && tex.trim() !== '';
}

function lastLine(state: BlockState, startLine: number, endLine: number, close: string): number {
	let line = startLine;
	while (line + 1 < endLine && !state.isEmpty(line + 1) && indentation(state, line + 1) >= 0) {
		line++;
		if (lineText(state, line).endsWith(close)) {
			break;
		}
	}
	return line;
}

function pushBlock(
	state: BlockState,
	first: number,
	last: number,
	open: string,
	close: string,
): void {
	const source = state.getLines(first, last + 1, state.blkIndent, false).trim();
	const isClosed = source.length > 4 && source.endsWith(close);
	const token = state.push('math_block', 'p', 0);
	token.content = source.slice(open.length, isClosed ? -close.length : undefined);
	token.markup = open;
	token.map = [first, last + 1];
	token.meta = { source, closed: isClosed };
	state.line = last + 1;
}

function indentation(state: BlockState, line: number): number {
	return (state.sCount[line] ?? 0) - state.blkIndent;
}

function lineText(state: BlockState, line: number): string {
	const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
	return state.src.slice(start, state.eMarks[line]).trimEnd();
}
