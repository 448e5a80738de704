import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoEndpoint } from '../demoEndpoint.ts';
import { closeAll, GENERATE, problemsIn, showAt, until, writeFile } from './generating.ts';
import { Person } from './person.ts';

const demo = demoEndpoint();

const SCHEMA = {
	type: 'object',
	properties: { code: { type: 'string', pattern: '^[A-Z]{3}$' }, count: { type: 'integer' } },
	required: ['code', 'count'],
};

const DOCUMENT = '{\n  "first": 1,\n  "made": \n}\n';

describe('Generated JSON inside a larger document', () => {
	const person = Person.use();
	let schema: vscode.Uri;

	before(async () => {
		schema = await writeFile('schemas/code.schema.json', SCHEMA);
	});
	afterEach(closeAll);

	async function insertInto(content: string): Promise<vscode.TextDocument> {
		const document = await vscode.workspace.openTextDocument({ language: 'json', content });
		const editor = await showAt(document, '\n}');
		assert.ok(editor);
		person.will({ choose: 'Insert at the cursor' }, { type: 'a code' });
		return document;
	}

	it('grows where it was begun while a person types above it', async () => {
		await demo.queue('say', { text: '{"code":"ABC","count":7}', delta: '2', rate: '10' });
		const document = await insertInto(DOCUMENT);
		const running = vscode.commands.executeCommand(GENERATE, schema);
		await until(() => document.getText().includes('"code"'));
		const editor = await until(() => vscode.window.activeTextEditor);
		for (let line = 0; line < 4; line++) {
			// VS Code refuses what is meant for a text that has grown since.
			await until(() =>
				editor.edit(edit => edit.insert(new vscode.Position(1, 0), '  "more": 2,\n')),
			);
		}
		assert.doesNotMatch(document.getText(), /"count": 7/, 'all had come before the typing');
		await running;
		assert.deepEqual(JSON.parse(document.getText()), {
			more: 2,
			first: 1,
			made: { code: 'ABC', count: 7 },
		});
	});

	it('keeps being checked where it stands, until it is right or gone', async () => {
		await demo.queue('say', { text: '{"code":"abc","count":7}' });
		const document = await insertInto(DOCUMENT);
		await vscode.commands.executeCommand(GENERATE, schema);
		const [problem] = await until(() => problemsIn(document).length > 0 && problemsIn(document));
		assert.ok(problem);
		assert.equal(document.getText(problem.range), '"abc"');
		const editor = await showAt(document, '"first"');
		await editor.edit(edit => edit.insert(editor.selection.start, '"zero": 0,\n  '));
		await until(() => {
			const [moved] = problemsIn(document);
			return moved !== undefined && moved.range.start.line > problem.range.start.line;
		});
		const [moved] = problemsIn(document);
		assert.equal(moved && document.getText(moved.range), '"abc"');
		await showAt(document, '"abc"', { select: true });
		await vscode.window.activeTextEditor?.edit(edit =>
			edit.replace(vscode.window.activeTextEditor?.selection ?? editor.selection, '"ABC"'),
		);
		await until(() => problemsIn(document).length === 0);
	});

	it('is not begun again in the middle when a person undoes it while it comes', async () => {
		const text = `{"code":"ABC","note":"${'long '.repeat(200)}"}`;
		await demo.queue('say', { text, delta: '2', rate: '10' });
		const document = await insertInto(DOCUMENT);
		const running = vscode.commands.executeCommand(GENERATE, schema);
		await until(() => document.getText().includes('"AB'));
		await vscode.commands.executeCommand('undo');
		await running;
		assert.equal(document.getText(), DOCUMENT);
		await demo.until(({ outcome }) => outcome === 'aborted');
	});

	it('ends with its document', async () => {
		await demo.queue('say', { text: '{"code":"ABC","count":7}', delta: '2', rate: '5' });
		person.will({ choose: 'New document' }, { type: 'a code' });
		const running = vscode.commands.executeCommand(GENERATE, schema);
		const document = await until(() => {
			const shown = vscode.window.activeTextEditor?.document;
			return shown?.getText().includes('"code"') === true && shown;
		});
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		await running;
		await demo.until(({ outcome }) => outcome === 'aborted');
		const open = vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled);
		assert.deepEqual([document.isClosed, open], [true, []]);
	});
});
