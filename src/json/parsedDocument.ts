import {
	findNodeAtLocation,
	getLocation,
	getNodeValue,
	type ParseError,
	parseTree,
	printParseErrorCode,
} from 'jsonc-parser';
import { isMap, isNode, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { isTooDeep, opensTooMany } from './nesting.ts';
import type { JsonPath } from './validation/verdict.ts';

/** UTF-16 code units in the text. */
export interface TextRange {
	readonly offset: number;
	readonly length: number;
}

export interface ParseProblem extends TextRange {
	readonly message: string;
}

/** A document that holds JSON data, whatever it is written in. */
export interface ParsedDocument {
	/** Undefined when there is none. */
	readonly value: unknown;
	readonly problems: readonly ParseProblem[];
	/** Where a value stands. */
	rangeAt(path: JsonPath): TextRange | undefined;
	/** What stands at a position. */
	pathAt(offset: number): JsonPath;
}

const OPTIONS = { allowTrailingComma: true, disallowComments: false };

/** JSON, with the comments and trailing commas that people write. */
export function parseJsonc(text: string): ParsedDocument {
	const errors: ParseError[] = [];
	const tree = parseTree(text, errors, OPTIONS);
	return {
		value: tree === undefined ? undefined : plainValue(text, () => getNodeValue(tree)),
		problems: errors.map(({ error, offset, length }) => ({
			message: printParseErrorCode(error),
			offset,
			length,
		})),
		rangeAt: path => {
			const node = tree && findNodeAtLocation(tree, [...path]);
			return node && { offset: node.offset, length: node.length };
		},
		pathAt: offset => getLocation(text, offset).path,
	};
}

/** The strict parser keeps a property called `__proto__` a property, so it goes first. */
function plainValue(text: string, tolerant: () => unknown): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Its objects have no prototype, which others do not expect.
		return JSON.parse(JSON.stringify(tolerant()));
	}
}

/** YAML 1.2; of several documents in one text the first. */
export function parseYaml(text: string): ParsedDocument {
	const [document] = parseAllDocuments(text);
	if (document === undefined || !('contents' in document)) {
		return { value: undefined, problems: [], rangeAt: () => undefined, pathAt: () => [] };
	}
	const problems: ParseProblem[] = document.errors.map(({ message, pos: [start, end] }) => ({
		message,
		offset: start,
		length: end - start,
	}));
	let value: unknown;
	try {
		value = document.toJS();
	} catch (error) {
		// Aliases that multiply beyond reason.
		problems.push({ message: String(error), offset: 0, length: 0 });
	}
	return {
		value,
		problems,
		rangeAt: path => rangeOf(document.getIn(path, true)),
		pathAt: offset => yamlPath(document.contents, offset),
	};
}

function rangeOf(node: unknown): TextRange | undefined {
	if (!isNode(node) || !node.range) {
		return undefined;
	}
	const [offset, end] = node.range;
	return { offset, length: end - offset };
}

function yamlPath(root: unknown, offset: number): JsonPath {
	const path: (string | number)[] = [];
	let node = root;
	for (let next = entryAt(node, offset); next !== undefined; next = entryAt(node, offset)) {
		path.push(next.key);
		node = next.value;
	}
	return path;
}

function entryAt(
	node: unknown,
	offset: number,
): { readonly key: string | number; readonly value: unknown } | undefined {
	if (isMap(node)) {
		const pair = node.items.findLast(item => isPair(item) && startOf(item.key) <= offset);
		const name = isScalar(pair?.key) ? String(pair.key.value) : undefined;
		return pair !== undefined && name !== undefined ? { key: name, value: pair.value } : undefined;
	}
	if (isSeq(node)) {
		const index = node.items.findLastIndex(item => startOf(item) <= offset);
		return index < 0 ? undefined : { key: index, value: node.items[index] };
	}
	return undefined;
}

function startOf(node: unknown): number {
	return isNode(node) && node.range ? node.range[0] : Infinity;
}

/** By the language that an editor gives a document. */
export function parseDocument(text: string, languageId: string): ParsedDocument {
	if (opensTooMany(text)) {
		return TOO_DEEP;
	}
	try {
		const parsed = /yaml/i.test(languageId) ? parseYaml(text) : parseJsonc(text);
		return isTooDeep(parsed.value) ? TOO_DEEP : parsed;
	} catch (error) {
		if (error instanceof RangeError) {
			// The parsers call themselves for each level.
			return TOO_DEEP;
		}
		throw error;
	}
}

const TOO_DEEP: ParsedDocument = {
	value: undefined,
	problems: [{ message: 'NestedTooDeeply', offset: 0, length: 0 }],
	rangeAt: () => undefined,
	pathAt: () => [],
};
