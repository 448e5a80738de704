import { applyEdits, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import type { JsonPath } from '../validation/verdict.ts';
import type { Repair } from './repairPlan.ts';

/** One change of a round, to be shown before it is taken. */
export interface Change {
	readonly path: JsonPath;
	/** The text of the old value; undefined when there was none. */
	readonly before: string | undefined;
	/** The text of the new value; undefined when it is removed. */
	readonly after: string | undefined;
}

export interface Repaired {
	readonly text: string;
	readonly changes: readonly Change[];
}

export interface Layout {
	readonly tabSize: number;
	readonly insertSpaces: boolean;
}

/** New values by place; asks without an answer leave their place as it is. */
export type Answers = ReadonlyMap<Repair, unknown>;

/**
 * Carries a round of repairs out on the text: only the values in question change, the rest stays character by
 * character.
 */
export function applyRepairs(
	text: string,
	repairs: readonly Repair[],
	answers: Answers,
	layout: Layout = { tabSize: 2, insertSpaces: true },
): Repaired {
	const changes: Change[] = [];
	let result = text;
	// From the end, so that removing an item does not move those that are still to change.
	for (const repair of repairs.toSorted((a, b) => comparePaths(b.path, a.path))) {
		if (repair.kind === 'ask' && !answers.has(repair)) {
			continue;
		}
		const { path } = repair;
		const value = newValue(repair, answers);
		const before = textAt(result, path);
		result = withValue(result, path, value, layout);
		const after = value === undefined ? undefined : textAt(result, path);
		changes.unshift({ path, before, after });
	}
	return { text: result, changes };
}

function withValue(text: string, path: JsonPath, value: unknown, layout: Layout): string {
	const node = nodeAt(text, path);
	if (value === undefined) {
		return applyEdits(text, modify(text, [...path], undefined, {}));
	}
	if (node === undefined) {
		return applyEdits(text, modify(text, [...path], value, { formattingOptions: layout }));
	}
	const end = node.offset + node.length;
	return text.slice(0, node.offset) + written(value, text, node.offset, layout) + text.slice(end);
}

/** The value as it stands at a place of a text that is laid out, or all on one line. */
function written(
	value: unknown,
	text: string,
	offset: number,
	{ tabSize, insertSpaces }: Layout,
): string {
	if (!text.trimEnd().includes('\n')) {
		return JSON.stringify(value);
	}
	const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
	const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
	const unit = insertSpaces ? ' '.repeat(tabSize) : '\t';
	return JSON.stringify(value, undefined, unit).replaceAll('\n', `\n${indent}`);
}

/** Undefined removes. */
function newValue(repair: Repair, answers: Answers): unknown {
	switch (repair.kind) {
		case 'ask':
			return answers.get(repair);
		case 'set':
			return repair.value;
		case 'remove':
			return undefined;
	}
}

function nodeAt(text: string, path: JsonPath): Node | undefined {
	const tree = parseTree(text);
	return tree && findNodeAtLocation(tree, [...path]);
}

function textAt(text: string, path: JsonPath): string | undefined {
	const node = nodeAt(text, path);
	return node && text.slice(node.offset, node.offset + node.length);
}

function comparePaths(a: JsonPath, b: JsonPath): number {
	for (const [index, key] of a.entries()) {
		const other = b[index];
		if (other === undefined) {
			return 1;
		}
		if (key !== other) {
			return typeof key === 'number' && typeof other === 'number'
				? key - other
				: String(key).localeCompare(String(other));
		}
	}
	return a.length - b.length;
}
