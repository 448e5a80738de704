import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepPictures } from '../support/pictures.ts';
import type { Workbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

export function contextTests(workbench: Workbench): void {
	const { prompt, thread, action } = explaining(workbench);
	const title = () => workbench.page.locator('.quick-input-title');
	const pieces = () => workbench.page.locator('.quick-input-list .monaco-list-row');

	before(async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.goToLine(15);
		await workbench.page.locator('.breadcrumbs-control').getByText('findClashes').waitFor();
	});

	it('is shown with its cost before it is sent, and each piece can be taken out', async () => {
		await workbench.editors.selectLines(15, 16);
		await workbench.runCommand('Comet Gemini: Explain with Context…');
		await title()
			.getByText(/^about \d+ of 16,000 tokens · normal · at the code$/)
			.waitFor();
		const before = await title().innerText();
		await keepPictures(workbench, 'explain context');
		const signatures = pieces().filter({ hasText: /signatures/ });
		await signatures.locator('.label-name').first().click();
		while ((await title().innerText()) === before) {
			await new Promise(resolve => setTimeout(resolve, 50));
		}
		const asked = await prompt(() => workbench.page.keyboard.press('Enter'));
		assert.doesNotMatch(asked, /What it uses/);
		await thread()
			.getByText(/^Sent: the code, enclosing function findClashes · about/)
			.waitFor();
	});

	it('stays as the person has chosen it', async () => {
		await workbench.editors.selectLines(15, 16);
		const asked = await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		assert.match(asked, /The code stands in function `findClashes`/);
		assert.doesNotMatch(asked, /What it uses/);
	});

	it('can be changed when the answer is there', async () => {
		await action('Explain Again…').first().click();
		await workbench.quickInput.choose('Change the context…');
		const signatures = pieces().filter({ hasText: /signatures/ });
		await signatures.locator('.label-name').first().click();
		const asked = await prompt(() => workbench.page.keyboard.press('Enter'));
		assert.match(asked, /What it uses/);
		await thread()
			.getByText(/^Sent: the code, enclosing function findClashes, \d signatures/)
			.first()
			.waitFor();
	});

	it('never cuts large code without asking', async () => {
		await workbench.changeSettings({ 'cometGemini.explain.contextBudget': 600 });
		const lines = Array.from(
			{ length: 400 },
			(_, index) => `export const value${index} = ${index};`,
		);
		await writeFile(join(workbench.workspace, 'src', 'large.ts'), lines.join('\n'));
		await workbench.openFile('src/large.ts');
		await workbench.page.keyboard.press('ControlOrMeta+A');
		const dialog = workbench.page.locator('.monaco-dialog-box');
		await workbench.runCommand('Comet Gemini: Explain Selection');
		await dialog
			.getByText(/^The code takes about [\d,]+ tokens; the budget for a question is 600\.$/)
			.waitFor();
		await workbench.screenshot('explain large');
		const asked = await prompt(() => dialog.getByText(/^Send the First \d+ Lines$/).click());
		assert.match(asked, /Only the beginning is shown, of 400 lines\./);
		assert.match(asked, / 1 \| export const value0 = 0;\n/);
	});
}
