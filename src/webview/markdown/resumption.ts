import type { Block, ContainerBlock } from './blockTree.ts';
import { type BlockView, CodeView, ContainerView, TextView } from './blockView.ts';

/** Where a level of the resumed text holds something that is not in the source. */
type Step =
	| { readonly kind: 'list' | 'item' | 'table' | 'code' }
	| { readonly kind: 'text'; readonly omitted: number };

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

/** The source that the last parse read. */
export interface TailSource {
	readonly text: string;
	/** Offset of the text's start. */
	readonly start: number;
	/** Offset after the last complete line. */
	readonly complete: number;
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

/**
 * Index of the first view that stays open: the last whose first line is complete, or a definition
 * before it, because the lines right after a definition may yet become its title.
 */
export function openIndex(views: readonly BlockView[], complete: number): number {
	const last = views.findLastIndex(view => isCertain(view, complete));
	for (let index = last; index > 0; index--) {
		const before = views[index - 1]?.block;
		const block = views[index]?.block;
		if (!block || before?.end !== block.start || !mayBeTitle(block)) {
			break;
		}
		if (endsWithDefinition(before)) {
			return index - 1;
		}
	}
	return last;
}

/** Whether its first line is complete, or long enough to be sure of what it starts. */
function isCertain(view: BlockView, complete: number): boolean {
	const isLongText = view instanceof TextView && view.inline.frozenLength > 0;
	return view.block.start < complete || isLongText;
}

function mayBeTitle(block: Block): boolean {
	return block.kind === 'text' || (block.kind === 'code' && block.fence === '');
}

/** Itself or, since the title need not be indented, the last block inside it. */
function endsWithDefinition(block: Block | undefined): boolean {
	return block?.kind === 'container'
		? endsWithDefinition(block.children.at(-1))
		: block?.kind === 'definition';
}

/** Closes the views before `index`. */
export function closeBefore(views: BlockView[], index: number): void {
	for (const view of views.splice(0, Math.max(0, index))) {
		view.close();
	}
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
	const inner = item.opening && insideItem(item, item.opening, source);
	if (list.opening === undefined || (index === 0 && !list.isCut && !inner)) {
		return undefined;
	}
	list.isCut = true;
	closeBefore(list.children, index);
	const rest = inner || atStart(item);
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

/**
 * An item of the same list with a paragraph, which tells whether the list is tight. Its text
 * stands so far right that whatever follows is not inside it.
 */
function probe(opening: string, indent: number): string {
	const marker = opening.trim().replace(/^\d+/, '1');
	return `${' '.repeat(indent)}${marker}    x`;
}

/**
 * The line that opens an item, up to its content: as many columns as the item's content is
 * indented. Undefined where tabs make columns and characters differ.
 */
function itemOpening(line: string, indent: number): string | undefined {
	const match = /^( {0,3})([-*+]|\d{1,9}[.)])( *)(.*)$/.exec(line.slice(indent));
	if (!match || line.slice(0, indent).includes('\t') || match[4]?.startsWith('\t')) {
		return undefined;
	}
	const [, lead = '', marker = '', gap = '', content = ''] = match;
	const hasPlainGap = gap.length <= 4 && content !== '';
	return `${' '.repeat(indent)}${lead}${marker}${hasPlainGap ? gap : ' '}`;
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

function tableOpening(source: TailSource, start: number, indent: number): string | undefined {
	const head = lineAt(source, start);
	const marks = lineAt(source, start + head.length + 1);
	const isPlain = !head.slice(0, indent).includes('\t') && marks.slice(0, indent).trim() === '';
	return isPlain ? `${' '.repeat(indent)}${head.slice(indent)}\n${marks}\n` : undefined;
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

function fenceOpening(
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

/**
 * A long paragraph is read on within its last line, after a stand-in letter. Not where the part
 * left out could still decide what the line is: a table's head, a definition, a formula.
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
		after.trimEnd() === view.inline.open &&
		!after.includes('\n') &&
		!after.startsWith('|') &&
		!before.includes('|') &&
		(isWithinLine || /^\s*[^\s$\\].*[\p{L}\p{N}]/u.test(before)) &&
		!/^\[(?:[^\]\\]|\\.)*(?:$|\](?:$|:))/s.test(view.inline.head)
	);
}

function lineAt({ text, start }: TailSource, offset: number): string {
	const at = offset - start;
	const end = text.indexOf('\n', at);
	return at < 0 ? '' : text.slice(at, end < 0 ? undefined : end);
}

/** Offset of the start of the line whose line break ends at `end`. */
function lineStart({ text, start }: TailSource, end: number): number {
	return end - start < 2 ? start : start + text.lastIndexOf('\n', end - start - 2) + 1;
}

/**
 * Takes the prefix's blocks out of what was parsed, so that it fits the open views. False when
 * what followed made the open block something else: it must be read from its start.
 */
export function withoutPrefix(
	blocks: Block[],
	steps: readonly Step[],
	views: readonly BlockView[],
): boolean {
	let siblings = blocks;
	let open = views;
	for (const step of steps) {
		const block = siblings[0];
		const view = open[0];
		if (!block || !view || !takeOut(step, block, view)) {
			return false;
		}
		block.start = view.block.start;
		siblings = block.kind === 'container' ? block.children : [];
		open = view instanceof ContainerView ? view.children : [];
	}
	return true;
}

function takeOut(step: Step, block: Block, view: BlockView): boolean {
	switch (step.kind) {
		case 'list':
			return takeOutProbe(block, view);
		case 'item':
			return (
				block.kind === 'container' && block.tag === 'li' && block.children.shift()?.kind === 'rule'
			);
		case 'table':
			return restoreBody(block);
		case 'code':
			return block.kind === 'code';
		case 'text':
			if (block.kind !== 'text' || block.tag !== 'p' || view.block.kind !== 'text') {
				return false;
			}
			block.content = block.content.slice(1);
			block.omitted = step.omitted;
			return true;
	}
}

function takeOutProbe(block: Block, view: BlockView): boolean {
	if (block.kind !== 'container' || view.block.kind !== 'container') {
		return false;
	}
	block.children.shift();
	block.first = view.block.first;
	block.tight = block.tight === true && view.block.tight === true;
	return block.children.length > 0;
}

function restoreBody(block: Block): boolean {
	if (block.kind !== 'container' || block.tag !== 'table') {
		return false;
	}
	if (block.children.length === 1) {
		const body: ContainerBlock = {
			kind: 'container',
			tag: 'tbody',
			start: block.start,
			end: block.end,
			children: [],
		};
		block.children.push(body);
	}
	return true;
}
