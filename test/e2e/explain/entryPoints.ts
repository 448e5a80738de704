import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

export function entryPointTests(workbench: Workbench): void {
	const { prompt, finished, lineNumber } = explaining(workbench);

	/** A code action that the lightbulb offers: who asks too early, is offered less. */
	async function offered(title: string): Promise<Locator> {
		const offers = workbench.page.locator('.action-widget').first();
		const offer = offers
			.locator('.monaco-list-row.action')
			.getByText(title, { exact: true })
			.first();
		await until(async () => {
			if (await offers.isVisible()) {
				await workbench.page.keyboard.press('Escape');
			}
			await workbench.page.keyboard.press('Control+.');
			return offer.waitFor({ timeout: 2_000 }).then(
				() => true,
				() => false,
			);
		});
		return offer;
	}

	before(() => workbench.runCommand('View: Close All Editors'));
	afterEach(() => workbench.runCommand('View: Close All Editors'));

	it('from the command palette', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(23, 25);
		const asked = await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		assert.match(asked, /^Explain this code\.\n\nFile: `src\/schedule\.ts`[\s\S]*^Lines: 23-25$/m);
		await finished();
	});

	it('from the context menu of the editor', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.goToLine(24);
		const asked = await prompt(async () => {
			await workbench.editors.active.getByText('function').first().click({ button: 'right' });
			await workbench.contextMenu.choose('Explain Selection');
		});
		assert.match(asked, /^Explain `findClashes`\./);
	});

	it('from a line number', async () => {
		await workbench.openFile('src/schedule.ts');
		const asked = await prompt(async () => {
			await lineNumber(15).click({ button: 'right' });
			await workbench.contextMenu.choose('Explain Line');
		});
		assert.match(asked, /^Explain this line\.[\s\S]*^Lines: 15$/m);
	});

	it('with the keys Ctrl+K Ctrl+G', async () => {
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(16);
		const asked = await prompt(async () => {
			await workbench.page.keyboard.press('Control+K');
			await workbench.page.keyboard.press('Control+G');
		});
		assert.match(asked, /^File: `src\/orbit\.py`[\s\S]*^Lines: 16$/m);
	});

	it('from the lightbulb, under the real fixes', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(30, 31);
		const asked = await prompt(async () => {
			const offer = await offered('Explain with Gemini');
			await workbench.screenshot('explain lightbulb');
			await offer.click();
		});
		assert.match(asked, /^Lines: 30-31$/m);
	});

	it('from the lightbulb on a problem, and from the link under it', async () => {
		const broken = 'const total: number = "none";\nexport default total;\n';
		await writeFile(join(workbench.workspace, 'src', 'broken.ts'), broken);
		await workbench.openFile('src/broken.ts');
		const squiggle = workbench.editors.active.locator('.squiggly-error').first();
		await squiggle.waitFor({ timeout: 40_000 });
		await workbench.editors.selectText('total');
		const asked = await prompt(async () => {
			await (await offered('Explain Problem with Gemini')).click();
		});
		assert.match(
			asked,
			/^Explain the reported problem: [\s\S]*line 1: error 2322 \(ts\): Type 'string'/,
		);
		await workbench.editors.show('broken.ts');
		await workbench.changeSettings({ 'cometGemini.explain.entryPoints.diagnosticHover': true });
		const linked = await prompt(async () => {
			await workbench.editors.selectText('total');
			await workbench.page.keyboard.press('Control+K');
			await workbench.page.keyboard.press('Control+I');
			const link = workbench.page.locator('.monaco-hover').getByText('Explain Problem with Gemini');
			await link.waitFor();
			await workbench.screenshot('explain hover');
			await link.click();
		});
		assert.match(linked, /error 2322/);
	});

	it('from a file in the explorer', async () => {
		const asked = await prompt(async () => {
			await workbench.runCommand('View: Show Explorer');
			const explorer = workbench.page.locator('.explorer-folders-view');
			await explorer.getByText('README.md').click({ button: 'right' });
			await workbench.contextMenu.choose('Explain File');
		});
		assert.match(asked, /^Explain this file:[\s\S]*^File: `README\.md`\nLanguage: markdown$/m);
	});

	it('from a notebook cell', async () => {
		await writeFile(join(workbench.workspace, 'area.ipynb'), notebook('radius = 2', 'radius ** 2'));
		await workbench.page.locator('.explorer-folders-view').getByText('area.ipynb').dblclick();
		const cell = workbench.page.locator('.notebook-editor .code-cell-row').nth(1);
		await cell.getByText('radius').first().click();
		const asked = await prompt(async () => {
			await cell.hover();
			await workbench.page
				.locator('.cell-title-toolbar .codicon-toolbar-more:visible')
				.last()
				.click();
			await workbench.contextMenu.choose('Explain Notebook Cell');
		});
		assert.match(asked, /^Explain this notebook cell\.\n\nFile: `area\.ipynb#cell-2`/);
		await workbench.changeSettings({ 'cometGemini.explain.destination': 'inline' });
		await cell.getByText('radius').first().click();
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Notebook Cell'));
		await workbench.chatView.getByText('Explain area.ipynb#cell-2:1').waitFor();
		await workbench.changeSettings({ 'cometGemini.explain.destination': 'document' });
	});

	it('from a selection in the terminal', async () => {
		await workbench.runCommand('Terminal: Create New Terminal');
		const terminal = workbench.page.locator('.terminal-wrapper.active .xterm-screen');
		await terminal.click();
		await workbench.page.keyboard.type('echo no such comet');
		await workbench.page.keyboard.press('Enter');
		await terminal.getByText(/^no such comet/).waitFor();
		await workbench.runCommand('Terminal: Select All');
		const asked = await prompt(async () => {
			await terminal.click({ button: 'right', position: { x: 20, y: 10 } });
			await workbench.contextMenu.choose('Explain Terminal Selection');
		});
		assert.match(asked, /^Explain this output of a terminal;[\s\S]*no such comet/);
		await workbench.runCommand('Terminal: Kill All Terminals');
	});

	it('from a diff editor', async () => {
		await workbench.openFile('src/orbit.py');
		await workbench.runCommand('File: Compare Active File with Saved');
		const modified = workbench.page.locator('.modified-in-monaco-diff-editor');
		const asked = await prompt(async () => {
			await modified.getByText('dataclass').first().click({ button: 'right' });
			await workbench.contextMenu.choose('Explain Selection');
		});
		assert.match(asked, /^File: `src\/orbit\.py`/m);
	});

	it('and switches each way off that is in the way', async () => {
		const entryPoints = 'cometGemini.explain.entryPoints';
		await workbench.changeSettings({
			[`${entryPoints}.editorMenu`]: false,
			[`${entryPoints}.lineNumberMenu`]: false,
			[`${entryPoints}.explorerMenu`]: false,
			[`${entryPoints}.keybinding`]: false,
			'cometGemini.codeActions': 'off',
		});
		await workbench.openFile('src/schedule.ts');
		const items = workbench.contextMenu.items(/^Explain (Selection|with|Line|File)/);
		await workbench.editors.active.getByText('interface').first().click({ button: 'right' });
		await workbench.contextMenu.items('Copy').first().waitFor();
		assert.equal(await items.count(), 0);
		await workbench.page.keyboard.press('Escape');
		await lineNumber(3).click({ button: 'right' });
		await workbench.contextMenu.items('Add Breakpoint').first().waitFor();
		assert.equal(await items.count(), 0);
		await workbench.page.keyboard.press('Escape');
		await workbench.runCommand('View: Show Explorer');
		const explorer = workbench.page.locator('.explorer-folders-view');
		await explorer.getByText('README.md').click({ button: 'right' });
		await workbench.contextMenu.items('Copy Path').first().waitFor();
		assert.equal(await items.count(), 0);
		await workbench.page.keyboard.press('Escape');
	});
}

function notebook(...cells: readonly string[]): string {
	return JSON.stringify({
		cells: cells.map(source => ({
			cell_type: 'code',
			execution_count: null,
			metadata: {},
			outputs: [],
			source,
		})),
		metadata: { language_info: { name: 'python' } },
		nbformat: 4,
		nbformat_minor: 5,
	});
}
