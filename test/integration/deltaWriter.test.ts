import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DeltaWriter } from '../../src/platform/deltaWriter.ts';
import { TrackedPart } from '../../src/platform/trackedPart.ts';
import { closeEditors } from './explainSupport.ts';

describe('Text that is written into a document as it comes', () => {
	afterEach(closeEditors);

	it('stays away when a person undoes it while the next piece is on its way', async () => {
		const document = await vscode.workspace.openTextDocument({ content: 'before ' });
		await vscode.window.showTextDocument(document);
		const part = new TrackedPart(document, { start: document.getText().length, length: 0 });
		const writer = new DeltaWriter(document, part);
		writer.append('one');
		await writer.end();
		assert.equal(document.getText(), 'before one');
		// VS Code has this first, but tells of it when the next piece has been sent.
		const undone = vscode.commands.executeCommand('undo');
		writer.append(' two');
		await assert.rejects(writer.end(), /taken away/);
		await undone;
		assert.equal(document.getText(), 'before ');
		part.dispose();
	});
});
