import assert from 'node:assert/strict';
import { panelOf } from '../support/panel.ts';
import { keepPictures } from '../support/pictures.ts';
import type { Workbench } from '../support/workbench.ts';

export function chatTests(workbench: Workbench): void {
	const { answer, answers, ask, composer } = panelOf(workbench);

	beforeEach(async () => {
		await workbench.newConversation();
	});

	it('streams an answer with its thoughts folded and its tokens counted', async () => {
		await ask('How do I debounce a function?');
		await answers(1);
		assert.match(await answer().innerText(), /Demo/);
		assert.equal(await answer().locator('details.thoughts').getAttribute('open'), null);
		assert.match(await answer().locator('.turn-usage').innerText(), /tokens/);
		await keepPictures(workbench, 'chat');
	});

	it('shows words as they come, and keeps them when it is stopped, which ends the request', async () => {
		await ask('[[scenario:tiny-deltas count=2000 rate=40]] go');
		await answer().locator('.markdown.text').waitFor();
		const early = (await answer().locator('.markdown.text').innerText()).length;
		await workbench.page.waitForTimeout(700);
		const later = (await answer().locator('.markdown.text').innerText()).length;
		assert.ok(later > early && early > 0, `${early} → ${later}`);
		await workbench.chatView.getByRole('button', { name: 'Stop' }).click();
		await answers(1);
		assert.ok((await answer().locator('.markdown.text').innerText()).length >= later);
		await answer().getByText('Stopped', { exact: true }).waitFor();
		assert.equal(workbench.demo.model.requests.at(-1)?.outcome, 'aborted');
	});

	it('loses nothing when the view is hidden and shown in mid-stream', async () => {
		await ask('[[scenario:tiny-deltas count=150 rate=50]] go');
		await answer().locator('.markdown.text').waitFor();
		await workbench.runCommand('View: Show Explorer');
		await workbench.page.waitForTimeout(800);
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await answers(1);
		const shown = (await answer().locator('.markdown.text').innerText()).trim().split(/\s+/);
		assert.equal(shown.length, 150);
	});

	it('breaks the line with Shift+Enter, and leaves an input method’s Enter alone', async () => {
		await composer().pressSequentially('one');
		await composer().press('Shift+Enter');
		await composer().pressSequentially('two');
		await composer().evaluate(element => {
			const event = new KeyboardEvent('keydown', {
				key: 'Enter',
				bubbles: true,
				isComposing: true,
			});
			element.dispatchEvent(event);
		});
		assert.equal(await composer().inputValue(), 'one\ntwo');
		assert.equal(await workbench.chatView.locator('article').count(), 0);
		await composer().fill('');
	});

	it('keeps a draft while the view is hidden', async () => {
		await composer().fill('half a thought');
		await workbench.runCommand('View: Show Explorer');
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await workbench.page.waitForTimeout(500);
		assert.equal(await composer().inputValue(), 'half a thought');
		await composer().fill('');
	});

	it('says what went wrong and what to do, and the next question works', async () => {
		await ask('[[scenario:bad-key]] hello');
		const card = answer().getByRole('alert');
		await card.getByRole('button', { name: 'Set API Key' }).waitFor();
		assert.match(await card.innerText(), /did not accept the API key/);
		await workbench.screenshot('chat error');
		await ask('hello again');
		await answers(2);
		assert.match(await answer().innerText(), /Demo/);
	});

	it('keeps the text when the connection breaks, and asks again on request', async () => {
		await ask('[[scenario:reset]] Explain closures');
		await answers(1);
		const text = await answer().locator('.markdown.text').innerText();
		assert.ok(text.length > 0);
		await answer().getByRole('button', { name: 'Try Again' }).waitFor();
	});

	it('counts down to the next attempt when the endpoint is busy', async () => {
		await ask('[[scenario:rate-limit times=1 delay=2.5s]] hello');
		await answer()
			.getByText(/Trying again in \d s \(attempt 2 of 5\)/)
			.waitFor();
		await answers(1);
		assert.match(await answer().innerText(), /Demo/);
	});

	it('queues what is sent during an answer', async () => {
		await ask('[[scenario:tiny-deltas count=60 rate=50]] first');
		await answer().locator('.markdown.text').waitFor();
		await ask('second question');
		await workbench.chatView.locator('.queue-text', { hasText: 'second question' }).waitFor();
		await answers(2);
		assert.match(await answer().innerText(), /Demo/);
	});

	it('asks an edited question again in its place', async () => {
		await ask('first wording');
		await answers(1);
		await workbench.chatView.locator('article.turn.user').hover();
		await workbench.chatView.getByRole('button', { name: 'Edit and resend' }).click();
		await workbench.chatView.locator('.edit-note').waitFor();
		assert.equal(await composer().inputValue(), 'first wording');
		await composer().fill('second wording');
		await workbench.chatView.getByRole('button', { name: 'Resend', exact: true }).click();
		await workbench.chatView.locator('.user-text', { hasText: 'second wording' }).waitFor();
		await answers(1);
		assert.equal(await workbench.chatView.locator('article.turn.user').count(), 1);
	});

	it('finds a conversation in its editor tab and a former one in the list after a reload', async () => {
		await ask('Remember the word aardvark');
		await answers(1);
		await workbench.runCommand('Comet Gemini: Open Conversation in Editor');
		const inTab = workbench.chatEditor.locator('.user-text', { hasText: 'aardvark' });
		await inTab.waitFor();
		await workbench.newConversation();
		await workbench.reload();
		await inTab.waitFor();
		await workbench.screenshot('chat editor tab');
		await workbench.runCommand('View: Close All Editors');
		await workbench.runCommand('Comet Gemini: Show Conversations');
		await workbench.quickInput.choose('Remember the word aardvark');
		await workbench.chatView.locator('.user-text', { hasText: 'aardvark' }).waitFor();
		await answers(1);
		assert.match(await answer().innerText(), /Demo/);
	});
}
