import * as vscode from 'vscode';
import { cellOf, documentPath } from '../platform/workspacePaths.ts';
import { fenced } from '../shared/fence.ts';
import { inlineCode, numbered } from './codeText.ts';
import type { ContextKind, ContextPiece } from './contextPiece.ts';
import { importsOf } from './imports.ts';
import { documentSymbols, linesOf } from './languageServer.ts';
import { usedNames } from './names.ts';
import { problemsOf } from './problems.ts';
import { type UsedSymbol, usedSymbols } from './signatures.ts';
import { locationOf } from './subject.ts';
import { enclosingBlock, type SymbolNode } from './symbolTree.ts';
import { type Target, wholeLines } from './target.ts';
import { estimateTokens } from './tokens.ts';
import { blockName } from './words.ts';

/** How long the context is waited for; what takes longer stays out. */
const CONTEXT_LIMIT_MS = 1_500;

/** Symbols that an answer may name, for links. */
export type SymbolPlaces = ReadonlyMap<string, vscode.Location>;

export interface Gathered {
	readonly pieces: readonly ContextPiece[];
	readonly symbols: SymbolPlaces;
}

/** Everything beside the code that may help. */
export async function gatherContext(target: Target): Promise<Gathered> {
	const [symbols, used] = await Promise.all([
		documentSymbols(target.document.uri, CONTEXT_LIMIT_MS),
		usedSymbols(target, CONTEXT_LIMIT_MS),
	]);
	const pieces = [
		problems(target),
		enclosingSymbol(target, symbols) ?? surroundings(target),
		signatures(used),
		imports(target),
	];
	return {
		pieces: pieces.filter(piece => piece !== undefined),
		symbols: symbolPlaces(target, symbols, used),
	};
}

function problems(target: Target): ContextPiece | undefined {
	const found = problemsOf(target);
	if (found.length === 0) {
		return undefined;
	}
	const title =
		found.length === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', found.length);
	const text = `Problems that the editor reports:\n\n${fenced(found.join('\n'))}`;
	return { ...piece('problems', title, text), isRequired: target.kind === 'problem' };
}

/** The function or type around the code: whole when it is small, else where it begins. */
const MAX_SYMBOL_LINES = 120;
const HEAD_LINES = 12;

function enclosingSymbol(
	{ document, range }: Target,
	symbols: readonly SymbolNode[],
): ContextPiece | undefined {
	const lines = linesOf(range);
	const symbol = enclosingBlock(symbols, lines);
	if (symbol === undefined) {
		return undefined;
	}
	const name = `${symbol.kind} ${inlineCode(symbol.name)}`;
	const title = vscode.l10n.t('enclosing {0} {1}', blockName(symbol.kind), symbol.name);
	const place = locationOf({ lines: symbol.lines });
	if (symbol.lines.first === lines.first && symbol.lines.last === lines.last) {
		return piece('symbol', title, `The code is the ${name}.`);
	}
	const isSmall = symbol.lines.last - symbol.lines.first < MAX_SYMBOL_LINES;
	const last = isSmall ? symbol.lines.last : symbol.lines.first + HEAD_LINES - 1;
	const begins = isSmall ? '' : ', which begins so';
	return piece(
		'symbol',
		title,
		`The code stands in ${name}, lines ${place}${begins}:\n\n${excerpt(document, symbol.lines.first, last)}`,
	);
}

/** Lines around the code where no symbol is known. */
const SURROUNDING_LINES = 15;

function surroundings({ document, range, kind }: Target): ContextPiece | undefined {
	const cell = cellOf(document.uri);
	if (cell !== undefined) {
		return cellsBefore(cell);
	}
	const { first, last } = linesOf(range);
	const from = Math.max(1, first - SURROUNDING_LINES);
	const to = Math.min(document.lineCount, last + SURROUNDING_LINES);
	const around = wholeLines(document, from - 1, to - 1);
	const isAll = document.getText(around).trim() === document.getText(range).trim();
	if (kind === 'file' || isAll) {
		return undefined;
	}
	const title = vscode.l10n.t('lines {0}–{1} around it', from, to);
	const place = locationOf({ lines: { first: from, last: to } });
	return piece(
		'surroundings',
		title,
		`Lines ${place} around it:\n\n${excerpt(document, from, to)}`,
	);
}

/** What ran before a notebook cell is part of what it means. */
const CELLS_BEFORE = 4;

function cellsBefore({ notebook, index }: vscode.NotebookCell): ContextPiece | undefined {
	const cells = notebook.getCells().slice(Math.max(0, index - CELLS_BEFORE), index);
	if (cells.length === 0) {
		return undefined;
	}
	const title =
		cells.length === 1
			? vscode.l10n.t('the cell before')
			: vscode.l10n.t('{0} cells before', cells.length);
	const code = cells.map(({ document }) => fenced(document.getText(), document.languageId));
	return piece('surroundings', title, `The cells before it:\n\n${code.join('\n\n')}`);
}

function signatures(used: readonly UsedSymbol[]): ContextPiece | undefined {
	if (used.length === 0) {
		return undefined;
	}
	const title =
		used.length === 1 ? vscode.l10n.t('1 signature') : vscode.l10n.t('{0} signatures', used.length);
	const entries = used.map(
		({ location, signature }) =>
			`${documentPath(location.uri)}:${location.range.start.line + 1}\n${signature}`,
	);
	const text = `What it uses, as the language server describes it:\n\n${fenced(entries.join('\n\n'))}`;
	return piece('signatures', title, text);
}

/** Imports stand at the head of a file; further down is not looked. */
const HEAD_OF_FILE = 400;

function imports({ document, range, kind }: Target): ContextPiece | undefined {
	if (kind === 'file') {
		return undefined;
	}
	const head = document.getText(new vscode.Range(0, 0, HEAD_OF_FILE, 0)).split(/\r\n|\r|\n/);
	const names = new Set(usedNames(document.getText(range), 500).map(({ name }) => name));
	const outside = importsOf(head, names).filter(
		({ line }) => line < range.start.line || line > range.end.line,
	);
	if (outside.length === 0) {
		return undefined;
	}
	const title =
		outside.length === 1 ? vscode.l10n.t('1 import') : vscode.l10n.t('{0} imports', outside.length);
	const code = outside.map(({ text }) => text).join('\n');
	return piece('imports', title, `Imports that it uses:\n\n${fenced(code, document.languageId)}`);
}

function symbolPlaces(
	{ document }: Target,
	symbols: readonly SymbolNode[],
	used: readonly UsedSymbol[],
): SymbolPlaces {
	const places = new Map<string, vscode.Location>();
	const add = (nodes: readonly SymbolNode[], depth: number) => {
		for (const { name, lines, children } of nodes) {
			places.set(name, new vscode.Location(document.uri, new vscode.Position(lines.first - 1, 0)));
			if (depth > 1) {
				add(children, depth - 1);
			}
		}
	};
	add(symbols, 2);
	for (const { name, location } of used) {
		places.set(name, location);
	}
	return places;
}

function excerpt(document: vscode.TextDocument, first: number, last: number): string {
	const code = document.getText(wholeLines(document, first - 1, last - 1));
	return fenced(numbered(code, first), document.languageId);
}

function piece(kind: ContextKind, title: string, text: string): ContextPiece {
	return { kind, title, text, tokens: estimateTokens(text) };
}
