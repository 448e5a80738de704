import type { BlockView } from './blockView.ts';
import { CodeView } from './codeView.ts';
import { ContainerView } from './containerView.ts';
import { closeBefore, openIndex } from './openBlocks.ts';
import {
	fenceOpening,
	itemOpening,
	lineAt,
	lineStart,
	probe,
	type TailSource,
	tableOpening,
} from './openings.ts';
import { TextView } from './textView.ts';
import type { Step } from './withoutPrefix.ts';

/**
 * How to read on inside an open block without reading it again: parse `prefix`, a few lines that
 * put the parser in the same place, and the source from `offset`; then take the prefix's own
 * blocks out with `withoutPrefix`.
 */
export interface Resumption {
	readonly offset: number;
	readonly prefix: string;
	readonly steps: readonly Step[];
}

/** Closes what cannot change any more in an open root block and says where to read on. */
export function resume(view: BlockView, source: TailSource): Resumption {
	return inside(view, 0, source) ?? atStart(view);
}

function atStart({ block }: BlockView): Resumption {
	return { offset: block.start, prefix: '', steps: [] };
}

/** Undefined where nothing before the end of the block is settled: it is read from its start. */
function inside(view: BlockView, indent: number, source: TailSource): Resumption | undefined {
	if (view instanceof CodeView) {
		return insideCode(view, indent, source);
	}
	if (view instanceof TextView) {
		return insideText(view, indent, source);
	}
	if (view instanceof ContainerView) {
		switch (view.block.tag) {
			case 'ul':
			case 'ol':
				return insideList(view, indent, source);
			case 'table':
				return insideTable(view, indent, source);
		}
	}
	return undefined;
}

function insideList(
	list: ContainerView,
	indent: number,
	source: TailSource,
): Resumption | undefined {
	const index = openIndex(list.children, source.complete);
	const item = list.children[index];
	if (!(item instanceof ContainerView) || list.block.tight === undefined) {
		return undefined;
	}
	item.opening ??= itemOpening(lineAt(source, item.block.start), indent);
	list.opening ??= item.opening && probe(item.opening, indent);
	const inner = item.opening ? insideItem(item, item.opening, source) : undefined;
	if (list.opening === undefined || (index === 0 && !list.isCut && !inner)) {
		return undefined;
	}
	list.isCut = true;
	list.isLoose = !list.block.tight;
	closeBefore(list.children, index);
	const rest = inner ?? atStart(item);
	return {
		offset: rest.offset,
		prefix: `${list.opening}\n${rest.prefix}`,
		steps: [{ kind: 'list' }, ...rest.steps],
	};
}

function insideItem(
	item: ContainerView,
	opening: string,
	source: TailSource,
): Resumption | undefined {
	const index = openIndex(item.children, source.complete);
	const child = item.children[index];
	if (!child) {
		return undefined;
	}
	const inner = inside(child, opening.length, source);
	if (index === 0 && !item.isCut && !inner) {
		return undefined;
	}
	item.isCut = true;
	closeBefore(item.children, index);
	const rest = inner ?? atStart(child);
	return {
		offset: rest.offset,
		prefix: `${opening}___\n${rest.prefix}`,
		steps: [{ kind: 'item' }, ...rest.steps],
	};
}

/** Rows are one line each, so all complete ones are settled. */
function insideTable(
	table: ContainerView,
	indent: number,
	source: TailSource,
): Resumption | undefined {
	const body = table.children[1];
	if (!(body instanceof ContainerView)) {
		return undefined;
	}
	table.opening ??= tableOpening(source, table.block.start, indent);
	const rows = body.children.filter(({ block }) => block.start < source.complete).length;
	if (table.opening === undefined || (rows === 0 && !table.isCut)) {
		return undefined;
	}
	table.isCut = true;
	closeBefore(body.children, rows);
	const offset = body.children[0]?.block.start ?? table.block.end;
	return { offset, prefix: table.opening, steps: [{ kind: 'table' }] };
}

/**
 * A fence is read on from its last complete line. That one line again, because a blank line at
 * the end of a list item makes the list loose.
 */
function insideCode(view: CodeView, indent: number, source: TailSource): Resumption | undefined {
	const { fence, info, start, end, closed } = view.block;
	if (fence === '' || start >= source.complete) {
		return undefined;
	}
	view.opening ??= fenceOpening(lineAt(source, start), fence, info, indent);
	if (view.opening === undefined) {
		return undefined;
	}
	const lastLine = lineStart(source, closed ? end : source.complete);
	const isOpeningLine = lastLine <= start;
	view.fix(!closed && !isOpeningLine);
	const offset = isOpeningLine ? source.complete : lastLine;
	return { offset, prefix: view.opening, steps: [{ kind: 'code' }] };
}

/**
 * A long paragraph is read on within its last line, after a stand-in letter. Not where the part
 * left out could still decide what the line is: a table's head, a definition, a formula. Nor where
 * the text has come past the paragraph, into the first line of an item that may end as it does.
 */
function insideText(view: TextView, indent: number, source: TailSource): Resumption | undefined {
	const { inline } = view;
	if (view.block.tag === 'p' && inline.frozenLength > (view.cut?.omitted ?? 0)) {
		const offset = source.start + source.text.trimEnd().length - inline.open.length;
		if (mayCut(view, offset, source)) {
			view.cut = { offset, omitted: inline.frozenLength };
		}
	}
	return (
		view.cut && {
			offset: view.cut.offset,
			prefix: `${' '.repeat(indent)}x`,
			steps: [{ kind: 'text', omitted: view.cut.omitted }],
		}
	);
}

function mayCut(view: TextView, offset: number, source: TailSource): boolean {
	const at = offset - source.start;
	const from = Math.max(0, source.text.lastIndexOf('\n', at - 1) + 1);
	const before = source.text.slice(from, at);
	const after = source.text.slice(at);
	const isWithinLine = from === 0 && view.cut !== undefined;
	return (
		at > 0 &&
		offset < view.block.end &&
		after.trimEnd() === view.inline.open &&
		!after.includes('\n') &&
		!after.startsWith('|') &&
		!before.includes('|') &&
		(isWithinLine || /^\s*[^\s$\\].*[\p{L}\p{N}]/u.test(before)) &&
		!/^\[(?:[^\]\\]|\\.)*(?:$|\](?:$|:))/s.test(view.inline.head)
	);
}
