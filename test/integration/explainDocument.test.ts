import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
	changeSetting,
	closeEditors,
	openCopy,
	openSample,
	show,
	startLanguageServer,
	useSetting,
} from './explainSupport.ts';

const SCHEME = 'comet-gemini-explanation';

const explanation = () =>
	vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === SCHEME)?.document;

async function until<T>(find: () => T | undefined): Promise<T> {
	for (;;) {
		const found = find();
		if (found !== undefined) {
			return found;
		}
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

describe('An explanation in a document', () => {
	useSetting('explain.destination', 'document');
	before(startLanguageServer);
	afterEach(closeEditors);

	it('grows beside the code, which keeps the focus, and cannot be edited', async () => {
		const content = '// [[scenario:tiny-deltas count=240 rate=120]]\nlet x = 1;\n';
		const source = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
		const editor = await show(source, [1, 2]);
		const running = vscode.commands.executeCommand('cometGemini.explainSelection');
		const document = await until(explanation);
		const texts: string[] = [];
		const watching = vscode.workspace.onDidChangeTextDocument(event => {
			if (event.document === document && document.getText().includes('w0 ')) {
				texts.push(document.getText());
			}
		});
		await running;
		await until(() => (texts.length > 1 ? true : undefined));
		watching.dispose();
		assert.ok(texts.every((text, index) => text.startsWith((texts[index - 1] ?? '').trimEnd())));
		assert.match(
			document.getText(),
			/^# Untitled-\d+:1-2\n\n\*Sent: the code · about \d+ tokens\*\n\n/,
		);
		assert.equal(document.languageId, 'markdown');
		assert.equal(vscode.window.activeTextEditor, editor);
		const shown = vscode.window.visibleTextEditors.find(each => each.document === document);
		assert.equal(shown?.viewColumn, vscode.ViewColumn.Two);
		await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
		await vscode.commands.executeCommand('type', { text: 'x' });
		assert.ok(document.getText().startsWith('# '));
	});

	it('shows answers that end at once', async () => {
		for (let round = 0; round < 3; round++) {
			const content = `// [[scenario:tiny-deltas count=3 rate=100000]]\nlet x = ${round};\n`;
			const source = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
			await show(source, [1, 2]);
			await vscode.commands.executeCommand('cometGemini.explainSelection');
			const document = await until(explanation);
			await until(() => (document.getText().includes('w2') ? true : undefined));
			await closeEditors();
		}
	});

	it('links back to the lines, where they stand now', async () => {
		const editor = await openCopy('src/schedule.ts', [23, 25]);
		await vscode.commands.executeCommand('cometGemini.explainSelection');
		await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n\n'));
		const document = await until(explanation);
		const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
			'vscode.executeLinkProvider',
			document.uri,
		);
		const name = editor.document.uri.path.split('/').at(-1);
		const heading = links.find(({ range }) => range.start.line === 0);
		assert.equal(document.getText(heading?.range), `src/${name}:23-25`);
		assert.ok(heading?.target);
		await follow(heading.target);
		const { activeTextEditor: active } = vscode.window;
		assert.equal(active?.document, editor.document);
		assert.deepEqual([active.selection.start.line, active.selection.end.line], [24, 26]);
		assert.equal(active.viewColumn, vscode.ViewColumn.One);
		await editor.document.save();
	});

	it('links to the symbols that the answer names', async () => {
		await openSample('src/schedule.ts', [11, 21]);
		await vscode.commands.executeCommand('cometGemini.explainSelection');
		const document = await until(explanation);
		await until(() => (document.getText().includes('`findClashes`') ? true : undefined));
		const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
			'vscode.executeLinkProvider',
			document.uri,
		);
		const link = links.find(({ range }) => document.getText(range) === '`findClashes`');
		assert.ok(link?.target);
		await follow(link.target);
		assert.equal(vscode.window.activeTextEditor?.selection.start.line, 10);
	});

	it('does not open what a link without a known explanation names', async () => {
		await openSample('src/schedule.ts');
		const place = { path: 'README.md', line: 1, last: 1 };
		await vscode.commands.executeCommand('cometGemini.explanation.openLink', 'guessed', place);
		assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /schedule\.ts$/);
	});

	it('stops at any time and keeps what came', async () => {
		await openSample('src/schedule.ts', [11, 21]);
		const running = vscode.commands.executeCommand('cometGemini.explainSelection');
		const document = await until(explanation);
		await until(() => (document.getText().includes('## ') ? true : undefined));
		const before = document.getText();
		await vscode.commands.executeCommand('cometGemini.explanation.stop');
		await running;
		await until(() => (document.getText().includes('*Stopped*') ? true : undefined));
		assert.ok(document.getText().startsWith(before.trimEnd()));
		assert.doesNotMatch(document.getText(), /Demo/);
	});

	it('ends its request when its tab is closed', async () => {
		await openSample('src/schedule.ts', [11, 21]);
		const running = vscode.commands.executeCommand('cometGemini.explainSelection');
		await until(explanation);
		await closeEditors();
		await running;
	});

	it('goes on where its tab is moved to, and while another tab shows it', async () => {
		const content = '// [[scenario:tiny-deltas count=300 rate=60]]\nlet x = 1;\n';
		const source = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
		await show(source, [1, 2]);
		const running = vscode.commands.executeCommand('cometGemini.explainSelection');
		const document = await until(explanation);
		const tabs = () =>
			vscode.window.tabGroups.all
				.flatMap(group => group.tabs)
				.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === SCHEME);
		await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
		await vscode.commands.executeCommand('workbench.action.moveEditorToFirstGroup');
		await until(() => tabs()[0]?.group.viewColumn === vscode.ViewColumn.One || undefined);
		await vscode.commands.executeCommand('workbench.action.splitEditorRight');
		const [first] = await until(() => (tabs().length === 2 ? tabs() : undefined));
		assert.ok(first);
		await vscode.window.tabGroups.close(first);
		await until(() => tabs().length === 1 || undefined);
		await running;
		await until(() => document.getText().includes(' w298 ') || undefined);
		assert.doesNotMatch(document.getText(), /Stopped|no longer open/);
	});

	it('opens for the panel’s explanation while the active editor shows another one', async () => {
		const ask = async (destination: string, content: string) => {
			await changeSetting('explain.destination', destination);
			const source = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
			await show(source, [1, 2]);
			await vscode.commands.executeCommand('cometGemini.explainSelection');
		};
		await ask('panel', '// [[scenario:tiny-deltas count=3 rate=0]]\nlet p = 1;\n');
		await ask('document', '// [[scenario:tiny-deltas count=3 rate=0]]\nlet d = 1;\n');
		const document = await until(explanation);
		await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
		await vscode.commands.executeCommand('cometGemini.explanation.toDocument');
		const other = vscode.window.visibleTextEditors.find(
			editor => editor.document.uri.scheme === SCHEME && editor.document !== document,
		);
		assert.ok(other);
	});

	it('says when the code under it has changed, and no longer when that is undone', async () => {
		const editor = await openCopy('src/schedule.ts', [23, 25]);
		await vscode.commands.executeCommand('cometGemini.explainSelection');
		const document = await until(explanation);
		const isStale = () => document.getText().includes('the code has changed since');
		await editor.edit(edit => edit.insert(new vscode.Position(23, 1), '// '));
		await until(() => isStale() || undefined);
		await editor.edit(edit => edit.delete(new vscode.Range(23, 1, 23, 4)));
		await until(() => !isStale() || undefined);
		await editor.document.save();
	});
});

/** What a click on a link does. */
async function follow(target: vscode.Uri): Promise<void> {
	const args: unknown[] = JSON.parse(decodeURIComponent(target.query));
	await vscode.commands.executeCommand(target.path, ...args);
}
