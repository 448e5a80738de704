import assert from 'node:assert/strict';
import type { Workbench } from '../support/workbench.ts';

export function demoTests(workbench: Workbench): void {
	const panel = () => workbench.chatView;
	const banner = () => panel().getByRole('complementary', { name: 'Demo' });
	const statusBar = () =>
		workbench.page.locator('.statusbar-item', { hasText: 'gemini-3.5-flash' });
	const finished = () => panel().locator('article.turn.model[aria-busy=false]');
	let askedBefore = 0;

	before(() => {
		askedBefore = workbench.demo.model.requests.length;
	});

	it('takes one click, is marked in the panel and the status bar, and answers', async () => {
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await panel().getByRole('button', { name: 'Try Without a Key' }).click();
		await banner().getByText('nothing is sent').waitFor();
		await statusBar().filter({ hasText: 'Demo · gemini-3.5-flash' }).waitFor();
		await panel().getByRole('button', { name: 'Demo · gemini-3.5-flash' }).waitFor();
		await panel().getByRole('textbox', { name: 'Message to Gemini' }).fill('What is a monad?');
		await workbench.page.keyboard.press('Enter');
		await finished().getByText('made by the built-in demo model').waitFor();
		await workbench.screenshot('demo answer');
	});

	it('names its models as a demo in the list of models, without prices', async () => {
		await workbench.runCommand('Comet Gemini: Choose Model');
		const row = workbench.quickInput.rows.filter({ hasText: 'gemini-3.8-flash' }).first();
		await row.getByText('Demo · Gemini 3.8 Flash').waitFor();
		await workbench.screenshot('demo models');
		assert.doesNotMatch((await row.textContent()) ?? '', /\$/);
		await workbench.page.keyboard.press('Escape');
	});

	it('is still there in the reloaded window, and ends when the person ends it', async () => {
		await workbench.reload();
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await banner().getByRole('button', { name: 'End the Demo' }).click();
		await banner().waitFor({ state: 'detached' });
		await statusBar().filter({ hasNotText: 'Demo' }).waitFor();
	});

	it('ends a failed question’s want of a key at once', async () => {
		await panel().getByRole('textbox', { name: 'Message to Gemini' }).fill('And a functor?');
		await workbench.page.keyboard.press('Enter');
		await panel().getByRole('alert').getByText('gateway.invalid needs an API key').waitFor();
		await workbench.screenshot('no key');
		await panel().getByRole('alert').getByRole('button', { name: 'Try Without a Key' }).click();
		await finished().last().getByText('made by the built-in demo model').waitFor();
	});

	it('ends when a key is set', async () => {
		await banner().getByRole('button', { name: 'Set API Key' }).click();
		await workbench.quickInput.message.filter({ hasText: 'gateway.invalid' }).waitFor();
		await workbench.quickInput.enter('sk-some-key');
		await banner().waitFor({ state: 'detached' });
	});

	it('has asked no endpoint for anything', () => {
		assert.deepEqual(workbench.demo.model.requests.slice(askedBefore), []);
	});
}
