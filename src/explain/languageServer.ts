import * as vscode from 'vscode';
import type { LineRange } from './subject.ts';
import type { SymbolNode } from './symbolTree.ts';
import { withinTime } from './timeLimit.ts';

type AnySymbol = vscode.DocumentSymbol | vscode.SymbolInformation;

/** The document's symbols; none when its language has no server, or the server takes longer than `ms`. */
export async function documentSymbols(uri: vscode.Uri, ms: number): Promise<SymbolNode[]> {
	const symbols = await withinTime(
		vscode.commands.executeCommand<AnySymbol[] | undefined>(
			'vscode.executeDocumentSymbolProvider',
			uri,
		),
		ms,
		undefined,
	);
	return (symbols ?? []).map(toNode);
}

/** Lines from 1; a range that ends before the first character of a line does not hold that line. */
export function linesOf({ start, end }: vscode.Range): LineRange {
	const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
	return { first: start.line + 1, last: last + 1 };
}

function toNode(symbol: AnySymbol): SymbolNode {
	const { name, kind } = symbol;
	const range = 'location' in symbol ? symbol.location.range : symbol.range;
	return {
		name,
		kind: vscode.SymbolKind[kind]?.toLowerCase() ?? 'symbol',
		isBlock: BLOCKS.has(kind),
		lines: linesOf(range),
		children: 'children' in symbol ? symbol.children.map(toNode) : [],
	};
}

const BLOCKS: ReadonlySet<vscode.SymbolKind> = new Set([
	vscode.SymbolKind.Class,
	vscode.SymbolKind.Constructor,
	vscode.SymbolKind.Enum,
	vscode.SymbolKind.Function,
	vscode.SymbolKind.Interface,
	vscode.SymbolKind.Method,
	vscode.SymbolKind.Namespace,
	vscode.SymbolKind.Struct,
]);
