import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoEndpoint } from './demoEndpoint.ts';
import { closeEditors, show, useSetting } from './explainSupport.ts';
import { until } from './json/generating.ts';
import { type Deed, Person } from './json/person.ts';

const SCHEME = 'comet-gemini-explanation';

describe('A button under an explanation that changes a setting', () => {
	const person = Person.use();
	const demo = demoEndpoint();
	useSetting('explain.destination', 'document');
	afterEach(async () => {
		await closeEditors();
		const settings = vscode.workspace.getConfiguration('cometGemini');
		for (const id of ['maxOutputTokens', 'thinkingLevel']) {
			await settings.update(id, undefined, vscode.ConfigurationTarget.Workspace);
		}
	});

	/** Explains something whose answer is cut off, and presses a button; resolves to the last request. */
	async function press(action: string, ...deeds: Deed[]) {
		const content = '// [[scenario:max-tokens]]\nlet x = 1;\n';
		const source = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
		await show(source, [1, 2]);
		await vscode.commands.executeCommand('cometGemini.explainSelection');
		const { document } = await until(() =>
			vscode.window.visibleTextEditors.find(each => each.document.uri.scheme === SCHEME),
		);
		const before = (await demo.requests()).length;
		person.will(...deeds);
		await vscode.commands.executeCommand('cometGemini.explanation.act', document.uri.query, action);
		assert.deepEqual(person.left, []);
		const requests = await demo.requests();
		assert.equal(requests.length, before + 1);
		return requests.at(-1)?.body;
	}

	it('asks again with the other output limit', async () => {
		const body = await press('raiseLimit', { type: '4321' });
		assert.equal(body?.contents.length, 1);
		assert.match(JSON.stringify(body?.generationConfig), /"maxOutputTokens":4321/);
	});

	it('asks again with the other level of thinking', async () => {
		const body = await press('lowerThinking', { choose: 'low' });
		assert.match(JSON.stringify(body?.generationConfig), /"thinkingLevel":"low"/i);
	});
});
