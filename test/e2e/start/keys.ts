import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

export function keyTests(workbench: Workbench): void {
	it('asks for a key where there is none', async () => {
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await workbench.chatView
			.getByRole('heading', { name: 'Connect to a Gemini endpoint' })
			.waitFor();
		await workbench.screenshot('chat without a key');
		await workbench.chatView.getByRole('button', { name: 'Set API Key' }).click();
		await workbench.quickInput.message.filter({ hasText: 'gateway.invalid' }).waitFor();
	});

	it('stores a key that could not be checked, says so, and takes the question away', async () => {
		await workbench.quickInput.enter('sk-some-key');
		await workbench.chatView.getByRole('heading', { name: 'Ask about your code' }).waitFor();
		await workbench.showNotifications();
		await workbench.notifications.filter({ hasText: 'could not be checked' }).waitFor();
	});

	it('asks again after the key is cleared', async () => {
		await workbench.runCommand('Comet Gemini: Clear API Key');
		await workbench.chatView
			.getByRole('heading', { name: 'Connect to a Gemini endpoint' })
			.waitFor();
	});

	it('asks for no key where it would travel unencrypted', async () => {
		await workbench.changeSettings({ 'cometGemini.baseUrl': 'http://gateway.invalid' });
		await workbench.runCommand('Comet Gemini: Set API Key');
		await workbench.showNotifications();
		await workbench.notifications.filter({ hasText: 'is not encrypted (http)' }).waitFor();
		assert.equal(await workbench.quickInput.message.filter({ hasText: 'secret' }).count(), 0);
	});

	it('rejects a key that the endpoint definitely refuses', async () => {
		await workbench.changeSettings({ 'cometGemini.baseUrl': workbench.demo.origin });
		await workbench.runCommand('Comet Gemini: Set API Key');
		await workbench.quickInput.message.filter({ hasText: '127.0.0.1' }).waitFor();
		await workbench.quickInput.enter('bad-key');
		await until(() => workbench.demo.model.requests.some(({ status }) => status === 400));
		// The message follows the answer.
		await workbench.page.waitForTimeout(1_000);
		await workbench.showNotifications();
		await workbench.notifications.filter({ hasText: 'did not accept the API key' }).waitFor();
	});
}
