import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../../host/projectRoot.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const fixtures = join(projectRoot, 'test', 'fixtures');

/** Of the window of {@link foreignToolTests}: one has a tool for models. */
export const toolExtension = join(fixtures, 'toolExtension');

export function foreignToolTests(workbench: Workbench): void {
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const dialog = () => workbench.page.locator('.monaco-dialog-box');
	const finished = () =>
		workbench.chatView.locator('article.turn.model[aria-busy=false] .markdown.text');

	/** Switches on the tools whose rows show these texts, and no others. */
	async function choose(...names: string[]): Promise<void> {
		await workbench.runCommand('Comet Gemini: Choose Tools');
		for (const name of names) {
			await workbench.quickInput.input.fill(name);
			const row = workbench.quickInput.rows.filter({ hasText: name }).first();
			await row.waitFor();
			if (!(await row.getByRole('checkbox').isChecked())) {
				await row.click();
			}
		}
		await workbench.screenshot(`foreign tools ${names.join(' ')}`);
		await workbench.page.keyboard.press('Enter');
	}

	/** Has the model call a function, in a conversation of its own. */
	async function askFor(name: string, args: object): Promise<void> {
		await workbench.newConversation();
		const encoded = encodeURIComponent(JSON.stringify(args));
		await composer().fill(`[[scenario:call name=${name} args=${encoded}]] go`);
		await composer().press('Enter');
	}

	/** What the model got back, when it has said its last word on it. */
	async function response(): Promise<unknown> {
		await finished().waitFor();
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		return Object(body).contents?.at(-1)?.parts?.[0]?.functionResponse?.response;
	}

	async function answer(name: string): Promise<void> {
		await dialog().getByText('The model wants to run the tool').waitFor();
		await dialog().getByRole('button', { name }).click();
		await dialog().waitFor({ state: 'hidden' });
	}

	it('of another extension are offered, and run once after a yes', async () => {
		await choose('test_shout');
		await askFor('test_shout', { text: 'hey' });
		await dialog().getByText('"text": "hey"').waitFor();
		await workbench.screenshot('foreign tools question');
		await answer('Run Once');
		assert.deepEqual(await response(), { result: 'HEY' });
	});

	it('ask again after once, and never after always', async () => {
		await askFor('test_shout', { text: 'again' });
		await answer('Always in This Workspace');
		assert.deepEqual(await response(), { result: 'AGAIN' });
		await askFor('test_shout', { text: 'unasked' });
		assert.deepEqual(await response(), { result: 'UNASKED' });
	});

	it('do not run after never, until the permissions are taken back', async () => {
		await workbench.runCommand('Comet Gemini: Reset Tool Permissions');
		await askFor('test_shout', { text: 'no' });
		await answer('Never in This Workspace');
		assert.match(JSON.stringify(await response()), /"error":"The user refused/);
		await askFor('test_shout', { text: 'no' });
		assert.match(JSON.stringify(await response()), /"error":"The user refused/);
		await workbench.runCommand('Comet Gemini: Reset Tool Permissions');
		await askFor('test_shout', { text: 'maybe'.repeat(500) });
		await dialog().getByText('516 more characters are not shown here, but in the panel.').waitFor();
		await answer('Run Once');
		assert.deepEqual(await response(), { result: 'MAYBE'.repeat(500) });
	});

	describe('an edit', () => {
		const path = 'src/schedule.ts';
		const start = 'export function';
		const onDisk = () => readFile(join(workbench.workspace, path), 'utf8');
		let text = '';
		let stored = '';

		before(async () => {
			stored = await onDisk();
			await choose('Propose an edit');
			await workbench.openFile(path);
			text = await workbench.editors.text();
		});

		it('is shown first; taken, it stands in the file and can be undone', async () => {
			const line = text.split('\n').find(each => each.startsWith(start)) ?? '';
			await askFor('edit_file', { path, before: line, after: `// proposed\n${line}` });
			await workbench.page.locator('.bulk-edit-panel').getByText('proposed').first().waitFor();
			await workbench.screenshot('foreign tools edit');
			await workbench.refactorPreview.apply('schedule.ts');
			assert.match(JSON.stringify(await response()), /accepted the change/);
			assert.equal(await workbench.editors.text(), text.replace(line, `// proposed\n${line}`));
			await workbench.page.keyboard.press('ControlOrMeta+Z');
			await until(async () => (await workbench.editors.text()) === text);
			// VS Code stores it by itself, a moment later.
			await until(async () => (await onDisk()) === stored);
		});

		it('changes nothing when it is refused, and the model is told', async () => {
			const line = text.split('\n').find(each => each.startsWith(start)) ?? '';
			await askFor('edit_file', { path, before: line, after: 'gone' });
			await workbench.refactorPreview.discard();
			assert.match(JSON.stringify(await response()), /did not accept/);
			assert.equal(await workbench.editors.text(), text);
			assert.equal(await onDisk(), stored);
		});
	});

	it('of an MCP server that VS Code runs come along, and VS Code asks', async () => {
		await mkdir(join(workbench.workspace, '.vscode'), { recursive: true });
		const servers = {
			tiny: { type: 'stdio', command: process.execPath, args: [join(fixtures, 'mcpServer.mjs')] },
		};
		await writeFile(join(workbench.workspace, '.vscode/mcp.json'), JSON.stringify({ servers }));
		await workbench.runCommand('MCP: List Servers');
		await workbench.quickInput.choose('tiny');
		await workbench.quickInput.choose('Start Server');
		await workbench.page.locator('.view-line', { hasText: 'Discovered 1 tools' }).first().waitFor();
		await choose('mcp_tiny_shout');
		await askFor('mcp_tiny_shout', { text: 'hey' });
		await dialog().getByText('Run shout').waitFor();
		await workbench.screenshot('foreign tools mcp call');
		await dialog().getByRole('button', { name: 'Yes' }).click();
		assert.match(JSON.stringify(await response()), /MCP HEY/);
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		const { mimeType, data } = Object(body).contents?.at(-1)?.parts?.[1]?.inlineData ?? {};
		assert.deepEqual([mimeType, Buffer.from(data ?? '', 'base64').length], ['image/png', 70]);
		await workbench.chatView.getByRole('button', { name: 'image/png' }).locator('img').waitFor();
		await workbench.screenshot('foreign tools picture');
		await workbench.chatView.getByRole('button', { name: 'image/png' }).click();
		await workbench.page.getByRole('tab', { name: /\.png/ }).waitFor();
	});
}
