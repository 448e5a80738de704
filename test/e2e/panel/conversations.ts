import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Exchange, importFile, showConversation } from '../support/importedConversation.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const exchanges: readonly Exchange[] = [
	['First question', { text: 'First answer' }],
	['Second question', { text: 'Second answer' }],
];

export function conversationTests(workbench: Workbench): void {
	const quickInput = () => workbench.quickInput;
	const titles = () =>
		quickInput().rows.evaluateAll(rows =>
			rows.map(row => row.getAttribute('aria-label')?.split(',')[0] ?? ''),
		);
	const questions = () => workbench.chatView.locator('.user-text');
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });

	async function openList(): Promise<void> {
		await workbench.runCommand('Comet Gemini: Show Conversations');
		await quickInput().rows.first().waitFor();
	}

	async function listIs(...expected: string[]): Promise<void> {
		await until(async () => String(await titles()) === String(expected));
	}

	/** Presses a button of a row. */
	async function press(title: string, name: string): Promise<void> {
		const row = quickInput().rows.filter({ hasText: title });
		await row.hover();
		await row.locator(`.action-label[aria-label="${name}"]`).click();
	}

	before(async () => {
		for (const title of ['Alpha', 'Beta', 'Gamma']) {
			await showConversation(workbench, title, exchanges);
		}
	});

	afterEach(() => workbench.page.keyboard.press('Escape'));

	it('are listed, the newest first, and found by typing', async () => {
		await openList();
		await listIs('Gamma', 'Beta', 'Alpha');
		await workbench.screenshot('conversations list');
		await quickInput().input.fill('alp');
		await listIs('Alpha');
		await workbench.page.keyboard.press('Enter');
		await quickInput().input.waitFor({ state: 'hidden' });
	});

	it('keep a pin on top, until it is taken off', async () => {
		await openList();
		await press('Alpha', 'Pin');
		await listIs('Alpha', 'Gamma', 'Beta');
		await press('Alpha', 'Unpin');
		await listIs('Gamma', 'Beta', 'Alpha');
	});

	it('take another name, and the list comes back', async () => {
		await openList();
		await press('Beta', 'Rename');
		await quickInput().input.and(workbench.page.locator('[aria-label*="Rename"]')).waitFor();
		await quickInput().enter('Beta renamed');
		await listIs('Gamma', 'Beta renamed', 'Alpha');
	});

	it('come back with Undo after they were deleted, as they were', async () => {
		await openList();
		await press('Beta renamed', 'Delete');
		await listIs('Gamma', 'Alpha');
		await workbench.notifications
			.filter({ hasText: '“Beta renamed” is deleted.' })
			.getByRole('button', { name: 'Undo' })
			.click();
		await openList();
		await listIs('Gamma', 'Beta renamed', 'Alpha');
		await quickInput().choose('Beta renamed');
		await until(
			async () => String(await questions().allInnerTexts()) === 'First question,Second question',
		);
	});

	it('fork at an answer', async () => {
		await workbench.chatView
			.getByRole('button', { name: 'Continue from here in a new conversation' })
			.first()
			.click();
		await until(async () => String(await questions().allInnerTexts()) === 'First question');
	});

	it('ask again for an answer, and lose a question with all that follows when it is deleted', async () => {
		const answer = workbench.chatView.locator('article.turn.model');
		await workbench.chatView.getByRole('button', { name: 'Ask again' }).click();
		await answer
			.and(workbench.chatView.locator('[aria-busy=false]', { hasText: 'built-in demo model' }))
			.waitFor();
		assert.equal(await answer.count(), 1);
		await workbench.chatView.locator('article.turn.user').hover();
		await workbench.chatView.getByRole('button', { name: 'Delete', exact: true }).click();
		await until(async () => (await workbench.chatView.locator('article').count()) === 0);
	});

	it('are the same after an export to JSON and its import, and can be gone on with', async () => {
		const name = `exported-${Date.now()}.json`;
		await openList();
		await quickInput().choose('Gamma');
		await questions().nth(1).waitFor();
		await workbench.runCommand('Comet Gemini: Export Conversation as JSON');
		// The dialog puts the name there itself when it has read the folder.
		await until(async () => (await quickInput().input.inputValue()).endsWith('Gamma.json'));
		await quickInput().enter(join(workbench.workspace, name));
		await quickInput().input.waitFor({ state: 'hidden' });
		await workbench.page.locator('.tab.active', { hasText: name }).waitFor();
		const exported = JSON.parse(await readFile(join(workbench.workspace, name), 'utf8'));
		assert.equal(exported.conversation.title, 'Gamma');
		await workbench.newConversation();
		await importFile(workbench, name);
		await until(
			async () => String(await questions().allInnerTexts()) === 'First question,Second question',
		);
		await composer().fill('A third question');
		await composer().press('Enter');
		await workbench.chatView.locator('article.turn.model[aria-busy=false]').nth(2).waitFor();
		const asked = workbench.demo.model.requests.findLast(({ path }) => path.includes('Generate'));
		assert.match(
			JSON.stringify(asked?.body),
			/First question.*First answer.*Second answer.*A third/,
		);
		await openList();
		await until(async () => (await titles()).filter(title => title === 'Gamma').length >= 2);
	});

	it('say what is wrong with a file that is no export', async () => {
		await importFile(workbench, 'tsconfig.json');
		await workbench.notifications
			.filter({ hasText: 'This file holds no exported conversation.' })
			.waitFor();
	});
}
