import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extension = vscode.extensions.getExtension('comet-gemini.comet-gemini');

describe('The extension in VS Code', () => {
	it('is found and activates', async () => {
		await extension?.activate();
		assert.equal(extension?.isActive, true);
	});

	it('has registered every command that its manifest offers', async () => {
		const offered: { command: string }[] = extension?.packageJSON.contributes.commands;
		const registered = new Set(await vscode.commands.getCommands(true));
		assert.deepEqual(
			offered.map(({ command }) => command).filter(command => !registered.has(command)),
			[],
		);
	});

	it('is refused proposed API, as it is when it is installed', () => {
		const register: unknown = Reflect.get(vscode.workspace, 'registerFileSearchProvider');
		assert.ok(typeof register === 'function');
		assert.throws(() => register('comet-gemini-test', {}), /CANNOT use API proposal/);
	});
});
