import * as vscode from 'vscode';
import { linesOf } from './languageServer.ts';
import { type UsedName, usedNames } from './names.ts';
import type { Target } from './target.ts';
import { withinTime } from './timeLimit.ts';

/** A name that the code uses and something else defines. */
export interface UsedSymbol {
	readonly name: string;
	/** Where it is defined. */
	readonly location: vscode.Location;
	/** As the language server shows it, e.g. `function add(a: number): number`. */
	readonly signature: string;
}

/** More questions than this at once keep a language server from its other work. */
const MAX_NAMES = 16;
const MAX_SIGNATURE = 600;

/** Asks the language server about the names in the code; answers that take longer than `ms` stay out. */
export async function usedSymbols(target: Target, ms: number): Promise<UsedSymbol[]> {
	const { document, range } = target;
	const names = usedNames(document.getText(range), MAX_NAMES);
	const found = await Promise.all(
		names.map(name => withinTime(usedSymbol(name, target), ms, undefined)),
	);
	return found.filter(symbol => symbol !== undefined);
}

async function usedSymbol(
	{ name, line, column }: UsedName,
	{ document, range }: Target,
): Promise<UsedSymbol | undefined> {
	const position = range.start.translate(line, column);
	const location = await definitionAt(document.uri, position);
	if (location === undefined || isInside(location, document.uri, range)) {
		return undefined;
	}
	const signature = (await hoverCode(document.uri, position)) ?? (await lineAt(location));
	return signature === '' ? undefined : { name, location, signature };
}

async function definitionAt(
	uri: vscode.Uri,
	position: vscode.Position,
): Promise<vscode.Location | undefined> {
	const definitions = await vscode.commands.executeCommand<
		readonly (vscode.Location | vscode.LocationLink)[] | undefined
	>('vscode.executeDefinitionProvider', uri, position);
	const first = definitions?.[0];
	if (first === undefined) {
		return undefined;
	}
	return 'uri' in first
		? first
		: new vscode.Location(first.targetUri, first.targetSelectionRange ?? first.targetRange);
}

/** The first code block that the language server shows when one points at the place. */
async function hoverCode(uri: vscode.Uri, position: vscode.Position): Promise<string | undefined> {
	const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[] | undefined>(
		'vscode.executeHoverProvider',
		uri,
		position,
	);
	const texts = (hovers ?? []).flatMap(({ contents }) => contents.map(textOf));
	const blocks = texts.flatMap(text => [...text.matchAll(/```[\w-]*\r?\n([\s\S]*?)\r?\n```/g)]);
	const code = blocks.map(block => block[1]?.trim() ?? '').find(block => block !== '');
	return code?.slice(0, MAX_SIGNATURE);
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
	if (typeof content === 'string') {
		return content;
	}
	return 'language' in content ? `\`\`\`\n${content.value}\n\`\`\`` : content.value;
}

/** The line that defines the name, where no server says more. */
async function lineAt({ uri, range }: vscode.Location): Promise<string> {
	const document = await vscode.workspace.openTextDocument(uri);
	return document.lineAt(range.start.line).text.trim().slice(0, MAX_SIGNATURE);
}

function isInside({ uri, range }: vscode.Location, document: vscode.Uri, code: vscode.Range) {
	return uri.toString() === document.toString() && linesOf(code).first <= range.start.line + 1
		? range.end.line <= code.end.line
		: false;
}
