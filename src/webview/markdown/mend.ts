import { type Inline, parseInline } from './inlineTree.ts';
import type { InlineEnvironment } from './tokenizer.ts';

export interface GrowingInlines {
	readonly inlines: Inline[];
	/** Whether this is also how the content reads if nothing follows. */
	readonly isExact: boolean;
	/** Whether an emphasis mark still waits for its partner. */
	readonly hasOpenMark: boolean;
}

/**
 * Parses content whose end has not arrived, without the flicker of half-typed syntax: an opened
 * emphasis or code span runs to the end, a half link shows its text, a mark at the very end waits.
 */
export function parseGrowing(content: string, environment: InlineEnvironment): GrowingInlines {
	const completed = completeSource(content);
	const parsed = parseInline(completed, environment);
	const hasOpenMark = environment.openDelimiter === true;
	const inlines = hasOpenMark ? closeSpans(parsed) : parsed;
	const isTrimmed = trimTrailingMark(inlines);
	const isExact = completed === content && inlines === parsed && !isTrimmed;
	return { inlines, isExact, hasOpenMark };
}

const halfTask = /^\[[ xX]?\]?$/;
const halfTarget = /(!?)\[([^[\]\n]*)\]\([^()\s]*(?:\s+(?:"[^"]*"?|'[^']*'?)?)?$/;
const halfLabel = /(^|[\s(*_~])(!?)\[([^[\]\n]{0,80})\]?$/;

function completeSource(content: string): string {
	if (halfTask.test(content)) {
		return '';
	}
	const code = openCodeSpan(content);
	if (code) {
		const inside = withoutEnd(content.slice(code.end), '`');
		return content.slice(0, code.start) + (inside === '' ? '' : code.mark + inside + code.mark);
	}
	const target = halfTarget.exec(content);
	if (target) {
		return content.slice(0, target.index) + (target[1] === '!' ? '' : target[2]);
	}
	const label = halfLabel.exec(content);
	if (label) {
		return content.slice(0, label.index) + label[1] + (label[2] === '!' ? '' : label[3]);
	}
	return withoutEnd(content, '*_~');
}

interface CodeMark {
	readonly mark: string;
	readonly start: number;
	readonly end: number;
}

/** The last run of backticks that no run of the same length answers. */
function openCodeSpan(content: string): CodeMark | undefined {
	const runs = Array.from(content.matchAll(/(?<!\\)`+/g), ({ 0: mark, index }) => ({
		mark,
		start: index,
		end: index + mark.length,
	}));
	const lastOf = new Map(runs.map(({ mark }, index) => [mark, index]));
	let open: CodeMark | undefined;
	let partner: string | undefined;
	for (const [index, run] of runs.entries()) {
		if (partner !== undefined) {
			partner = run.mark === partner ? undefined : partner;
		} else if ((lastOf.get(run.mark) ?? 0) > index) {
			partner = run.mark;
		} else {
			open = run;
		}
	}
	return open && !content.includes('```', open.end) ? open : undefined;
}

const opener = /(?<=^|[\s\p{P}])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])/u;

/** Marks within marks that are closed; more of them is nothing that anybody types. */
const deepest = 3;

/** Wraps what follows an unanswered `**`, `*` or `~~` in the element it is about to become. */
function closeSpans(inlines: Inline[], depth = 0): Inline[] {
	if (depth === deepest) {
		return inlines;
	}
	for (const [index, inline] of inlines.entries()) {
		const match = inline.kind === 'text' ? opener.exec(inline.text) : null;
		if (!match || inline.kind !== 'text') {
			continue;
		}
		const [mark] = match;
		const before = inline.text.slice(0, match.index);
		const inside = inline.text.slice(match.index + mark.length);
		const rest: Inline[] = [{ kind: 'text', text: inside }, ...inlines.slice(index + 1)];
		return [
			...inlines.slice(0, index),
			...(before === '' ? [] : [{ kind: 'text', text: before } as const]),
			span(mark, closeSpans(rest, depth + 1)),
		];
	}
	return inlines;
}

function span(mark: string, children: Inline[]): Inline {
	if (mark === '~~') {
		return { kind: 'span', tag: 's', children };
	}
	if (mark.length === 3) {
		return { kind: 'span', tag: 'em', children: [{ kind: 'span', tag: 'strong', children }] };
	}
	return { kind: 'span', tag: mark.length === 2 ? 'strong' : 'em', children };
}

/** Takes a mark off the last text that the next characters may turn into syntax. */
function trimTrailingMark(inlines: Inline[]): boolean {
	const last = inlines.at(-1);
	if (last?.kind === 'span') {
		return trimTrailingMark(last.children);
	}
	if (last?.kind !== 'text') {
		return false;
	}
	const text = withoutEnd(last.text, '*_~`$\\');
	if (text === last.text) {
		return false;
	}
	last.text = text;
	if (text === '') {
		inlines.pop();
	}
	return true;
}

function withoutEnd(text: string, characters: string): string {
	let end = text.length;
	while (end > 0 && characters.includes(text.charAt(end - 1))) {
		end--;
	}
	return text.slice(0, end);
}
