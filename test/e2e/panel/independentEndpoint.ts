import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import type { Workbench } from '../support/workbench.ts';

const programme = {
	date: '2026-03-01',
	theme: 'Comets',
	talks: [
		{
			title: 'Tails of dust',
			speaker: { name: 'Ada' },
			room: 'Halley',
			start: '09:30',
			minutes: 40,
		},
	],
};

/** An endpoint that nobody of this project wrote: the commands must not depend on our own server. */
export function independentEndpointTests(workbench: Workbench): void {
	const endpoint = new LLMock({ port: 0 });

	before(async () => {
		endpoint.onMessage('Are you there?', { content: 'Here I am, **streaming**.' });
		endpoint.onMessage(/findClashes/, { content: 'It looks for talks that overlap.' });
		endpoint.onMessage('one talk about comets', { content: JSON.stringify(programme) });
		await endpoint.start();
		await workbench.changeSettings({ 'cometGemini.baseUrl': endpoint.url });
	});

	after(() => endpoint.stop());

	it('answers in the chat panel', async () => {
		await workbench.newConversation();
		const composer = workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
		await composer.fill('Are you there?');
		await composer.press('Enter');
		await workbench.chatView.locator('strong', { hasText: 'streaming' }).waitFor();
	});

	it('explains a selection', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectText('findClashes');
		await workbench.runCommand('Comet Gemini: Explain Selection');
		await workbench.chatView.getByText('It looks for talks that overlap.').waitFor();
	});

	it('generates JSON from a schema', async () => {
		await workbench.openFile('schemas/programme.schema.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('programme.schema.json');
		await workbench.quickInput.choose('New document');
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await workbench.quickInput.enter('one talk about comets');
		await workbench.page.locator('.statusbar-item', { hasText: 'The JSON satisfies' }).waitFor();
		assert.deepEqual(JSON.parse(await workbench.editors.text()), programme);
	});
}
