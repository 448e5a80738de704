import assert from 'node:assert/strict';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../../../src/demoModel/png.ts';
import { type Exchange, showConversation } from '../support/importedConversation.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const conversation: readonly Exchange[] = [
	['Change it', { text: '```ts\nconst after = 2;\n```' }],
	['Run it', { text: '```sh\necho from-the-panel > ran.txt\n```' }],
];

export function codeActionTests(workbench: Workbench): void {
	const block = (code: string) =>
		workbench.chatView.locator('.code-block').filter({ hasText: code }).first();
	const file = 'code.ts';
	const lines = 'let start;\nconst before = 1;\nlet end;\n';

	/** Presses a button of a code block. */
	async function press(code: string, name: string): Promise<void> {
		await block(code).hover();
		await block(code).getByRole('button', { name }).click();
	}

	async function editorHolds(text: string): Promise<void> {
		await until(async () => (await workbench.editors.text()) === text);
	}

	before(async () => {
		await writeFile(join(workbench.workspace, file), lines);
		await showConversation(workbench, 'Buttons', conversation);
		await workbench.openFile(file);
	});

	beforeEach(async () => {
		await workbench.editors.show(file);
		await editorHolds(lines);
	});

	it('insert code at the cursor, in place of what is selected, as one step to undo', async () => {
		await workbench.editors.selectLines(2);
		await press('const after', 'Insert at cursor');
		await editorHolds('let start;\nconst after = 2;\nlet end;\n');
		await workbench.page.keyboard.press('ControlOrMeta+Z');
		await editorHolds(lines);
	});

	it('apply code as a change that can be accepted, and then undone', async () => {
		await workbench.editors.selectLines(2);
		await press('const after', 'Apply to the file…');
		await workbench.refactorPreview.apply('code.ts');
		await workbench.editors.show(file);
		await editorHolds('let start;\nconst after = 2;\nlet end;\n');
		await workbench.page.keyboard.press('ControlOrMeta+Z');
		await editorHolds(lines);
	});

	it('apply code as a change that can be refused, which leaves the file alone', async () => {
		await workbench.editors.selectLines(2);
		await press('const after', 'Apply to the file…');
		const onDisk = await readFile(join(workbench.workspace, file), 'utf8');
		await workbench.refactorPreview.discard();
		await workbench.editors.show(file);
		await editorHolds(lines);
		assert.equal(await readFile(join(workbench.workspace, file), 'utf8'), onDisk);
	});

	it('make a new file of the code, in its language', async () => {
		await press('const after', 'New file with this code');
		await workbench.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
		await editorHolds('const after = 2;\n');
		await workbench.page.locator('.statusbar-item', { hasText: 'TypeScript' }).waitFor();
		await workbench.runCommand('View: Revert and Close Editor');
	});

	it('run a command only after a yes', async () => {
		const ran = join(workbench.workspace, 'ran.txt');
		const dialog = workbench.page.locator('.monaco-dialog-box');
		const exists = () =>
			access(ran).then(
				() => true,
				() => false,
			);
		await press('echo', 'Run in terminal…');
		await dialog.getByText('echo from-the-panel > ran.txt').waitFor();
		await workbench.screenshot('code actions run');
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		await dialog.waitFor({ state: 'hidden' });
		assert.equal(await exists(), false);
		await press('echo', 'Run in terminal…');
		await dialog.getByRole('button', { name: 'Run', exact: true }).click();
		await until(exists);
	});
}

export function pictureActionTests(workbench: Workbench): void {
	const picture = () => workbench.chatView.locator('figure.media');

	before(async () => {
		const data = Buffer.from(
			encodePng({ width: 40, height: 40, palette: [[200, 30, 60]], at: () => 0 }),
		).toString('base64');
		await showConversation(workbench, 'Picture', [
			['A red square', { inlineData: { mimeType: 'image/png', data } }],
		]);
	});

	it('copy it as an image', async () => {
		await picture().getByRole('button', { name: 'Copy image' }).click();
		await picture().getByRole('button', { name: 'Copied' }).waitFor();
		const types = await workbench.page.evaluate(async () =>
			(await navigator.clipboard.read()).flatMap(item => item.types),
		);
		assert.deepEqual(types, ['image/png']);
		await workbench.screenshot('picture buttons');
	});

	it('insert it as a Markdown link at the cursor, saved first, relative to the document', async () => {
		await writeFile(join(workbench.workspace, 'schemas', 'notes.md'), 'See: \n');
		await workbench.openFile('schemas/notes.md');
		await workbench.editors.goToLine(1);
		await workbench.page.keyboard.press('End');
		await picture().getByRole('button', { name: 'Insert as Markdown link at the cursor' }).click();
		await workbench.quickInput.input.waitFor();
		await workbench.quickInput.rows.first().waitFor();
		await workbench.page.keyboard.press('Enter');
		await workbench.quickInput.input.waitFor({ state: 'hidden' });
		// Reading the text moves the cursor, which must not happen before the link is there.
		await workbench.editors.active.getByText('a-red-square.png').waitFor();
		assert.equal(await workbench.editors.text(), 'See: ![A red square](../a-red-square.png)\n');
		const saved = await readFile(join(workbench.workspace, 'a-red-square.png'));
		assert.equal(saved.subarray(1, 4).toString(), 'PNG');
	});
}
