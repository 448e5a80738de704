import * as vscode from 'vscode';

export const GENERATE = 'cometGemini.generateJson';

/** Waits until something is there; the test's own time limit ends that. */
export async function until<T>(
	find: () => T | undefined | false | PromiseLike<T | undefined | false>,
): Promise<T> {
	for (;;) {
		const found = await find();
		if (found !== undefined && found !== false) {
			return found;
		}
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

export function inWorkspace(path: string): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (folder === undefined) {
		throw new Error('No folder is open.');
	}
	return vscode.Uri.joinPath(folder.uri, path);
}

export async function writeFile(path: string, content: unknown): Promise<vscode.Uri> {
	const uri = inWorkspace(path);
	const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
	await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
	return uri;
}

/** Shows a document with the cursor at the start of a text in it, or with that text selected. */
export async function showAt(
	target: vscode.Uri | vscode.TextDocument,
	text = '',
	{ select = false } = {},
): Promise<vscode.TextEditor> {
	const document =
		target instanceof vscode.Uri ? await vscode.workspace.openTextDocument(target) : target;
	const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
	const offset = document.getText().indexOf(text);
	const start = document.positionAt(offset);
	const end = select ? document.positionAt(offset + text.length) : start;
	editor.selection = new vscode.Selection(start, end);
	return editor;
}

export async function closeAll(): Promise<void> {
	for (const { document } of vscode.window.visibleTextEditors) {
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	}
	await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What the extension says of a document. */
export function problemsIn({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Comet Gemini');
}
