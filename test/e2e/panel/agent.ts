import assert from 'node:assert/strict';
import type { Workbench } from '../support/workbench.ts';

export function agentTests(workbench: Workbench): void {
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });

	it('are chosen from a list with groups and remembered', async () => {
		await workbench.runCommand('Comet Gemini: Choose Tools');
		await workbench.quickInput.rows.filter({ hasText: 'Read a file' }).first().click();
		await workbench.quickInput.rows.filter({ hasText: 'List files' }).first().click();
		await workbench.screenshot('tools');
		await workbench.page.keyboard.press('Enter');
		await workbench.runCommand('Comet Gemini: Choose Tools');
		const row = workbench.quickInput.rows.filter({ hasText: 'Read a file' }).first();
		await row.locator('input:checked, .checked, [aria-checked=true]').first().waitFor();
		await workbench.page.keyboard.press('Escape');
	});

	it('run when the model calls them, show their input and result, and let it go on', async () => {
		await workbench.newConversation();
		await composer().fill('Use read_file to read src/schedule.ts');
		await composer().press('Enter');
		const call = workbench.chatView.locator('details', { hasText: 'read_file' });
		await call.nth(1).waitFor();
		await workbench.chatView
			.locator('article.turn.model[aria-busy=false] .markdown.text')
			.last()
			.waitFor();
		await workbench.screenshot('tools call');
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		assert.match(JSON.stringify(body), /"functionResponse":\{[^}]*"name":"read_file"/);
	});
}
