import * as vscode from 'vscode';
import { demoEndpoint, type SeenRequest } from './demoEndpoint.ts';

const demo = demoEndpoint();

/** Runs a command of the explanations and gives the request that it sends; its answer is stopped. */
export async function requestOf(command: string, ...args: unknown[]): Promise<AskedRequest> {
	const before = (await demo.requests()).length;
	const running = vscode.commands.executeCommand(command, ...args);
	let request: SeenRequest | undefined;
	while (request === undefined) {
		await new Promise(resolve => setTimeout(resolve, 20));
		request = (await demo.requests())[before];
	}
	await vscode.commands.executeCommand('cometGemini.stop');
	await vscode.commands.executeCommand('cometGemini.explanation.stop');
	await running;
	return new AskedRequest(request);
}

/** How many requests a command sends when it has ended. */
export async function requestCount(command: string, ...args: unknown[]): Promise<number> {
	const before = (await demo.requests()).length;
	await vscode.commands.executeCommand(command, ...args);
	return (await demo.requests()).length - before;
}

export class AskedRequest {
	readonly #request: SeenRequest;

	constructor(request: SeenRequest) {
		this.#request = request;
	}

	/** All of it, as it was sent. */
	get body(): SeenRequest['body'] {
		return this.#request.body;
	}

	/** The question. */
	get prompt(): string {
		return textOf(this.#request.body.contents.at(-1));
	}

	get instruction(): string {
		return textOf(this.#request.body.systemInstruction);
	}
}

function textOf(content: { readonly parts: readonly object[] } | undefined): string {
	const parts = content?.parts ?? [];
	return parts
		.map(part => ('text' in part && typeof part.text === 'string' ? part.text : ''))
		.join('');
}

/** Changes a setting of this extension for the tests of the `describe` that this is called in. */
export function useSetting(id: string, value: unknown): void {
	before(() => changeSetting(id, value));
	after(() => changeSetting(id, undefined));
}

export async function changeSetting(id: string, value: unknown): Promise<void> {
	const settings = vscode.workspace.getConfiguration('cometGemini');
	await settings.update(id, value, vscode.ConfigurationTarget.Global);
}

/** Opens a file of the sample workspace, with a selection; lines from 1. */
export async function openSample(
	path: string,
	selection?: readonly [first: number, last: number],
): Promise<vscode.TextEditor> {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (folder === undefined) {
		throw new Error('No folder is open.');
	}
	return show(vscode.Uri.joinPath(folder.uri, path), selection);
}

let copies = 0;

/** Opens a copy of a file, for tests that change it. */
export async function openCopy(
	path: string,
	selection?: readonly [first: number, last: number],
): Promise<vscode.TextEditor> {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (folder === undefined) {
		throw new Error('No folder is open.');
	}
	const copy = path.replace(/(\.\w+)$/, `${++copies}$1`);
	await vscode.workspace.fs.copy(
		vscode.Uri.joinPath(folder.uri, path),
		vscode.Uri.joinPath(folder.uri, copy),
	);
	return openSample(copy, selection);
}

/** Shows a document, with whole lines selected; lines from 1. */
export async function show(
	target: vscode.Uri | vscode.TextDocument,
	selection?: readonly [first: number, last: number],
): Promise<vscode.TextEditor> {
	const document =
		target instanceof vscode.Uri ? await vscode.workspace.openTextDocument(target) : target;
	const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
	if (selection !== undefined) {
		const [first, last] = selection;
		editor.selection = new vscode.Selection(
			first - 1,
			0,
			last - 1,
			document.lineAt(last - 1).text.length,
		);
	}
	return editor;
}

export const closeEditors = () =>
	vscode.commands.executeCommand('workbench.action.closeAllEditors');

/** The language server of TypeScript takes its time to start. */
export async function startLanguageServer(this: Mocha.Context): Promise<void> {
	this.timeout(60_000);
	const { document } = await openSample('src/schedule.ts');
	for (let symbols: unknown[] = []; symbols.length === 0; ) {
		symbols =
			(await vscode.commands.executeCommand<unknown[] | undefined>(
				'vscode.executeDocumentSymbolProvider',
				document.uri,
			)) ?? [];
		await new Promise(resolve => setTimeout(resolve, 200));
	}
}
