import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
	changeSetting,
	closeEditors,
	openSample,
	requestCount,
	requestOf,
	show,
	startLanguageServer,
	useSetting,
} from './explainSupport.ts';

describe('The ways to an explanation', () => {
	useSetting('explain.destination', 'document');
	before(startLanguageServer);
	afterEach(closeEditors);

	it('lead from a line number to the line, or to the symbol that begins there', async () => {
		const { document } = await openSample('src/schedule.ts');
		const at = (lineNumber: number) =>
			requestOf('cometGemini.explainLine', { lineNumber, uri: document.uri });
		assert.match((await at(24)).prompt, /^Explain this line\.[\s\S]*^Lines: 24$/m);
		assert.match((await at(23)).prompt, /^Explain `overlap`\.[\s\S]*^Lines: 23-25$/m);
	});

	it('lead from a line number inside of a selection to the selection', async () => {
		const { document } = await openSample('src/schedule.ts', [12, 14]);
		const { prompt } = await requestOf('cometGemini.explainLine', {
			lineNumber: 13,
			uri: document.uri,
		});
		assert.match(prompt, /^Lines: 12-14$/m);
	});

	it('lead from the explorer to a file that is not open', async () => {
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const { prompt } = await requestOf(
			'cometGemini.explainFile',
			vscode.Uri.joinPath(folder.uri, 'src/orbit.py'),
		);
		assert.match(prompt, /^Explain this file:[\s\S]*^File: `src\/orbit\.py`\nLanguage: python\n/m);
	});

	it('do not lead to a file that holds no text', async () => {
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const uri = vscode.Uri.joinPath(folder.uri, 'picture.bin');
		await vscode.workspace.fs.writeFile(uri, new Uint8Array([0, 1, 2, 0, 255, 0]));
		assert.equal(await requestCount('cometGemini.explainFile', uri), 0);
	});

	it('lead from a notebook cell to its code', async () => {
		const cells = ['import math', 'area = math.pi * radius ** 2'].map(
			code => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python'),
		);
		const notebook = await vscode.workspace.openNotebookDocument(
			'jupyter-notebook',
			new vscode.NotebookData(cells),
		);
		await vscode.window.showNotebookDocument(notebook);
		const { prompt } = await requestOf('cometGemini.explainCell', notebook.cellAt(1));
		assert.match(prompt, /^Explain this notebook cell\.\n\nFile: `Untitled-\d+\.ipynb#cell-2`/);
		assert.match(prompt, /1 \| area = math\.pi \* radius \*\* 2/);
		assert.match(prompt, /import math/);
	});

	it('lead to both sides of a diff', async () => {
		const { document } = await openSample('src/schedule.ts');
		const scheme = 'test-older';
		const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
			provideTextDocumentContent: () => 'function older() {}\n',
		});
		const older = document.uri.with({ scheme });
		const { prompt } = await requestOf('cometGemini.explainSelection', {
			uri: older,
			range: new vscode.Range(0, 0, 0, 19),
		});
		provider.dispose();
		assert.match(prompt, /File: `src\/schedule\.ts`[\s\S]*1 \| function older\(\) \{\}/);
	});

	it('lead from a problem to it, with the function around', async () => {
		const { document } = await openSample('src/schedule.ts');
		const range = new vscode.Range(14, 3, 14, 8);
		const problem = new vscode.Diagnostic(range, 'Object is possibly undefined.');
		problem.code = 2532;
		problem.source = 'ts';
		const { prompt } = await requestOf('cometGemini.explainProblem', {
			uri: document.uri,
			range,
			diagnostics: [problem],
		});
		assert.match(prompt, /^Explain the reported problem: /);
		assert.match(prompt, /line 15: error 2532 \(ts\): Object is possibly undefined\./);
		assert.match(prompt, /The code stands in function `findClashes`/);
	});

	it('lead to documents of any file system', async () => {
		const scheme = 'test-memory';
		const provider = vscode.workspace.registerFileSystemProvider(scheme, memoryFile('let x = 1;'), {
			isReadonly: true,
		});
		const editor = await show(vscode.Uri.parse(`${scheme}:/far/away.js`), [1, 1]);
		const { prompt } = await requestOf('cometGemini.explainSelection');
		await closeEditors();
		provider.dispose();
		assert.equal(editor.document.uri.scheme, scheme);
		assert.match(prompt, /File: `away\.js`\nLanguage: javascript[\s\S]*1 \| let x = 1;/);
	});
});

describe('The lightbulb', () => {
	afterEach(() => changeSetting('codeActions', undefined));

	const offered = async (range: vscode.Range, kind?: vscode.CodeActionKind) => {
		const { document } = await openSample('src/schedule.ts');
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			'vscode.executeCodeActionProvider',
			document.uri,
			range,
			kind?.value,
		);
		return actions
			.filter(({ title }) => title.includes('Gemini'))
			.map(action => [action.title, action.kind?.value, action.isPreferred ?? false]);
	};
	const code = new vscode.Range(11, 0, 13, 0);
	const problem = new vscode.Range(19, 1, 19, 7);
	let problems: vscode.DiagnosticCollection;

	before(async () => {
		const { document } = await openSample('src/schedule.ts');
		problems = vscode.languages.createDiagnosticCollection('test');
		problems.set(document.uri, [new vscode.Diagnostic(problem, 'Never reached')]);
	});
	after(async () => {
		problems.dispose();
		await closeEditors();
	});

	const rewrite = ['Explain with Gemini', 'refactor.rewrite', false];
	const fix = ['Explain Problem with Gemini', 'quickfix', false];

	it('offers a rewrite of code and a fix of a problem, neither preferred', async () => {
		assert.deepEqual([await offered(code), await offered(problem)], [[rewrite], [fix, rewrite]]);
	});

	it('can be kept to problems, or be switched off', async () => {
		await changeSetting('codeActions', 'diagnosticsOnly');
		const onProblems = [await offered(code), await offered(problem)];
		await changeSetting('codeActions', 'off');
		assert.deepEqual(
			[onProblems, [await offered(code), await offered(problem)]],
			[
				[[], [fix]],
				[[], []],
			],
		);
	});

	it('offers each only for its kind', async () => {
		assert.deepEqual(
			[
				await offered(problem, vscode.CodeActionKind.QuickFix),
				await offered(problem, vscode.CodeActionKind.Refactor),
				await offered(problem, vscode.CodeActionKind.SourceFixAll),
			],
			[[fix], [rewrite], []],
		);
	});
});

describe('The link under a problem', () => {
	after(async () => {
		await changeSetting('explain.entryPoints.diagnosticHover', undefined);
		await closeEditors();
	});

	it('is shown only where the setting wants it, and only on a problem', async () => {
		const { document } = await openSample('src/orbit.py');
		const problems = vscode.languages.createDiagnosticCollection('test');
		problems.set(document.uri, [new vscode.Diagnostic(new vscode.Range(5, 0, 5, 4), 'Odd')]);
		const links = async (line: number) => {
			const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
				'vscode.executeHoverProvider',
				document.uri,
				new vscode.Position(line, 1),
			);
			return hovers
				.flatMap(({ contents }) => contents)
				.map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
				.filter(text => text.includes('command:cometGemini.explainProblem')).length;
		};
		const off = await links(5);
		await changeSetting('explain.entryPoints.diagnosticHover', true);
		const on = [await links(5), await links(7)];
		problems.dispose();
		assert.deepEqual([off, on], [0, [1, 0]]);
	});
});

describe('The keybinding of Explain Selection', () => {
	it('is a chord that VS Code and its own extensions leave free', async () => {
		const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
		const defaults = (await vscode.workspace.openTextDocument(uri)).getText();
		const bound = [...defaults.matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)]
			.filter(([, key]) => /^(ctrl|cmd)\+k (ctrl|cmd)\+g$/.test(key ?? ''))
			.map(([, , command]) => command);
		assert.deepEqual(bound, ['cometGemini.explainSelection']);
	});
});

function memoryFile(text: string): vscode.FileSystemProvider {
	const refuse = () => {
		throw vscode.FileSystemError.NoPermissions();
	};
	return {
		onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
		watch: () => new vscode.Disposable(() => undefined),
		stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
		readFile: () => new TextEncoder().encode(text),
		readDirectory: () => [],
		createDirectory: refuse,
		writeFile: refuse,
		delete: refuse,
		rename: refuse,
	};
}
