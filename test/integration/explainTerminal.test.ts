import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requestCount, requestOf, useSetting } from './explainSupport.ts';

const EXPLAIN = 'cometGemini.explainTerminalSelection';

describe('A selection in the terminal', () => {
	useSetting('explain.destination', 'inline');
	const writes = new vscode.EventEmitter<string>();
	let terminal: vscode.Terminal;

	before(async () => {
		const opened = new Promise<void>(resolve => {
			const pty: vscode.Pseudoterminal = {
				onDidWrite: writes.event,
				open: () => resolve(),
				close: () => undefined,
			};
			terminal = vscode.window.createTerminal({ name: 'test', pty });
			terminal.show();
		});
		await opened;
		writes.fire('npm ERR! missing script: build\r\n');
		await new Promise(resolve => setTimeout(resolve, 500));
	});
	after(() => terminal.dispose());

	it('is explained, in the panel as it has no lines, and the clipboard keeps its text', async () => {
		await vscode.env.clipboard.writeText('mine');
		await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
		const { prompt } = await requestOf(EXPLAIN);
		assert.match(
			prompt,
			/^Explain this output of a terminal; [^\n]*\n\nLanguage: console\n\n```console\nnpm ERR! missing script: build\n```$/,
		);
		assert.equal(await vscode.env.clipboard.readText(), 'mine');
	});

	it('has to be made first', async () => {
		await vscode.env.clipboard.writeText('mine');
		await vscode.commands.executeCommand('workbench.action.terminal.clearSelection');
		assert.equal(await requestCount(EXPLAIN), 0);
		assert.equal(await vscode.env.clipboard.readText(), 'mine');
	});
});
