import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { performCodeAction } from '../../src/chat/codeActions.ts';

describe('Applying code to a file', () => {
	afterEach(async () => {
		await vscode.commands.executeCommand('refactorPreview.discard');
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});

	it('sees that the file holds it already, though its lines end otherwise', async () => {
		const document = await vscode.workspace.openTextDocument({ content: 'a\nb\nc\n' });
		const editor = await vscode.window.showTextDocument(document);
		await editor.edit(edit => edit.setEndOfLine(vscode.EndOfLine.CRLF));
		assert.equal(document.getText(), 'a\r\nb\r\nc\r\n');
		const applied = performCodeAction({
			type: 'code',
			action: 'apply',
			text: 'a\nb\nc\n',
			language: '',
		});
		const asks = new Promise(done => setTimeout(done, 1_500, 'asks'));
		assert.equal(await Promise.race([applied, asks]), undefined);
	});
});
