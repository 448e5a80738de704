import assert from 'node:assert/strict';
import { keepPictures } from '../support/pictures.ts';
import type { Workbench } from '../support/workbench.ts';

export function walkthroughTests(workbench: Workbench): void {
	const step = (title: string) =>
		workbench.page.locator('.getting-started-step', { hasText: title });
	const isDone = (title: string) =>
		step(title).locator('.codicon-getting-started-step-checked').first().waitFor();

	before(() => workbench.setViewport(1600, 900));
	after(() => workbench.setViewport(1280, 800));

	it('begin with a walkthrough whose pictures take the theme', async () => {
		await workbench.runCommand('Welcome: Open Walkthrough...');
		await workbench.quickInput.enter('Get Started with Comet Gemini');
		await step('Connect to an endpoint').waitFor();
		for (const title of [
			'Explain code where it stands',
			'Ask in the panel',
			'Generate JSON from a schema',
			'Connect to an endpoint',
		]) {
			await step(title).click();
			await workbench.page.locator('.getting-started-media').waitFor();
			await keepPictures(workbench, `walkthrough ${title}`);
		}
	});

	it('mark a step as done when it is, and trying the demo is no connection', async () => {
		await step('Connect to an endpoint').getByRole('button', { name: 'Try Without a Key' }).click();
		await workbench.chatView.getByRole('complementary', { name: 'Demo' }).waitFor();
		await workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' }).fill('Hello');
		await workbench.page.keyboard.press('Enter');
		await isDone('Ask in the panel');
		assert.equal(
			await step('Connect to an endpoint').locator('.codicon-getting-started-step-checked').count(),
			0,
		);
		await step('Connect to an endpoint').getByRole('button', { name: 'Set API Key' }).click();
		await workbench.quickInput.message.filter({ hasText: 'gateway.invalid' }).waitFor();
		await workbench.quickInput.enter('sk-some-key-12345');
		await isDone('Connect to an endpoint');
	});

	it('lead from what fails to what is wrong with the connection', async () => {
		await workbench.runCommand('Comet Gemini: Diagnose Connection');
		const report = workbench.markdownPreview;
		await report.getByText('This machine does not know gateway.invalid').first().waitFor();
		await workbench.screenshot('diagnosis failed');
		assert.doesNotMatch(await report.locator('body').innerText(), /sk-some-key/);
		await workbench.changeSettings({ 'cometGemini.baseUrl': workbench.demo.origin });
		await workbench.runCommand('Comet Gemini: Diagnose Connection');
		await report.getByText('“gemini-3.5-flash” answered in').waitFor();
		await workbench.screenshot('diagnosis');
	});

	it('lead to a report without secrets that can be copied', async () => {
		await workbench.runCommand('Comet Gemini: Report a Problem');
		await workbench.editors.active.getByText('Problem with Comet Gemini').waitFor();
		await workbench.screenshot('problem report');
		const text = await workbench.editors.text();
		assert.match(text, /Comet Gemini \d+\.\d+\.\d+/);
		assert.match(text, /cometGemini\.baseUrl: "http:\/\/127\.0\.0\.1/);
		assert.match(text, /diagnosis: ok: /);
		assert.doesNotMatch(text, /sk-some-key/);
	});
}
