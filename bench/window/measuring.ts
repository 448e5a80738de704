import process from 'node:process';
import * as vscode from 'vscode';
import type { Report, Task } from './messages.ts';

/**
 * Stands before the extension's own main module in a window that is measured: takes its times from inside
 * the extension host and tells them to the bench.
 */

const origin = process.env['BENCH_ORIGIN'] ?? '';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
	watchView();
	// In a variable, because the file is there only in the built extension.
	const main = './dist/extension.js';
	const start = performance.now();
	const extension = await import(main);
	const loaded = performance.now();
	extension.activate(context);
	const activated = performance.now();
	registerBarePage(context);
	const { first }: Task = await (await fetch(`${origin}/task`)).json();
	await report({ kind: 'activated', load: loaded - start, activate: activated - loaded });
	if (first !== 'nobody') {
		const milliseconds = await (first === 'ours' ? explainFirst() : fetchFirst());
		await report({ kind: 'first', milliseconds });
	}
}

/** Listens at the view's page before the extension does. */
function watchView(): void {
	const register = vscode.window.registerWebviewViewProvider.bind(vscode.window);
	vscode.window.registerWebviewViewProvider = (id, provider, options) =>
		register(
			id,
			{
				resolveWebviewView(view, context, token) {
					const start = performance.now();
					view.webview.onDidReceiveMessage((message: unknown) => {
						if (
							typeof message === 'object' &&
							message &&
							Reflect.get(message, 'type') === 'ready'
						) {
							void report({ kind: 'pageReady', milliseconds: performance.now() - start });
						}
					});
					return provider.resolveWebviewView(view, context, token);
				},
			},
			options,
		);
}

/** What a person does first: explains some code, here into a document. */
async function explainFirst(): Promise<number> {
	const code = await vscode.workspace.openTextDocument({ content: 'const answer = 42;' });
	const editor = await vscode.window.showTextDocument(code);
	editor.selection = new vscode.Selection(0, 0, 0, 18);
	const { promise, resolve } = Promise.withResolvers<number>();
	const start = performance.now();
	const look = (document: vscode.TextDocument) => {
		if (document !== code && /\bw0\b/.test(document.getText())) {
			resolve(performance.now() - start);
		}
	};
	const listeners = vscode.Disposable.from(
		vscode.workspace.onDidOpenTextDocument(look),
		vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
	);
	await vscode.commands.executeCommand('cometGemini.explainSelection');
	return promise.finally(() => listeners.dispose());
}

/** The same request by the means of the host alone. */
async function fetchFirst(): Promise<number> {
	const start = performance.now();
	const url = `${origin}/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse`;
	const response = await fetch(url, { method: 'POST', body: '{}' });
	const reader = response.body?.getReader();
	await reader?.read();
	const milliseconds = performance.now() - start;
	await reader?.cancel();
	return milliseconds;
}

/** The least that can show a stream: a page that appends what the host reads. */
function registerBarePage(context: vscode.ExtensionContext): void {
	const command = vscode.commands.registerCommand('cometGeminiBench.bare', async () => {
		const panel = vscode.window.createWebviewPanel('bench', 'Bare', vscode.ViewColumn.One, {
			enableScripts: true,
		});
		const ready = new Promise(resolve => panel.webview.onDidReceiveMessage(resolve));
		const start = performance.now();
		panel.webview.html = barePage;
		await ready;
		await report({ kind: 'barePageReady', milliseconds: performance.now() - start });
		const url = `${origin}/v1beta/models/bare:streamGenerateContent?alt=sse`;
		const response = await fetch(url, { method: 'POST', body: '{}' });
		const decoder = new TextDecoder();
		for await (const bytes of response.body ?? []) {
			const texts = decoder.decode(bytes, { stream: true }).matchAll(/"text":"([^"]*)"/g);
			void panel.webview.postMessage(Array.from(texts, ([, text = '']) => text).join(''));
		}
	});
	context.subscriptions.push(command);
}

const barePage = `<!doctype html><html><body><p class="turn-body"></p><script>
const text = document.querySelector('p').appendChild(document.createTextNode(''));
addEventListener('message', ({ data }) => { text.appendData(data); scrollTo(0, document.body.scrollHeight); });
acquireVsCodeApi().postMessage('ready');
</script></body></html>`;

async function report(each: Report): Promise<void> {
	await fetch(`${origin}/report`, { method: 'POST', body: JSON.stringify(each) });
}
