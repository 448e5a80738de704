import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composerOf } from '../support/panel.ts';
import { keepPicturesOfPanel } from '../support/pictures.ts';
import { seriousProblems } from '../support/seriousProblems.ts';
import type { Workbench } from '../support/workbench.ts';

export function composerTests(workbench: Workbench): void {
	const { chips, composer, finished, list, notice } = composerOf(workbench);

	/** The texts of the last question, as the endpoint got them. */
	function lastQuestion(): string[] {
		const body = workbench.demo.model.requests.at(-1)?.body;
		const contents: { parts: { text?: string }[] }[] = Reflect.get(Object(body), 'contents') ?? [];
		return (contents.at(-1)?.parts ?? []).map(({ text = '' }) => text);
	}

	async function send(): Promise<void> {
		await composer().press('Enter');
		await finished().first().waitFor();
	}

	beforeEach(async () => {
		await workbench.newConversation();
		await composer().fill('');
	});

	it('completes @ with files, by keyboard alone, and sends what they hold', async () => {
		await composer().pressSequentially('What does @sched');
		await list().getByRole('option', { name: 'schedule.ts' }).waitFor();
		assert.deepEqual(
			await Promise.all(
				['role', 'aria-expanded', 'aria-activedescendant'].map(name =>
					composer().getAttribute(name),
				),
			),
			['combobox', 'true', 'completion-0'],
		);
		await keepPicturesOfPanel(workbench, 'composer list');
		await composer().press('ArrowDown');
		await composer().press('ArrowUp');
		await composer().press('Enter');
		await list().waitFor({ state: 'hidden' });
		assert.equal(await composer().inputValue(), 'What does @schedule.ts ');
		await chips()
			.getByText(/≈ \d+ tokens/)
			.waitFor();
		await composer().pressSequentially('do?');
		await workbench.screenshot('composer chips');
		await send();
		const [file = '', typed] = lastQuestion();
		assert.match(file, /^Attached file: `src\/schedule\.ts`\n\n```(typescript)?\n/);
		assert.equal(typed, 'What does @schedule.ts do?');
		const sent = workbench.chatView.locator('article.turn.user');
		assert.equal(await sent.locator('.user-text').innerText(), 'What does @schedule.ts do?');
		await sent.getByRole('button', { name: 'schedule.ts' }).click();
		await workbench.page.locator('.tab.active', { hasText: 'schedule.ts' }).waitFor();
		assert.equal(await chips().count(), 0);
	});

	it('closes the list with Escape, and lets an input method choose its letters', async () => {
		await composer().pressSequentially('@sched');
		await list().waitFor();
		await composer().press('Escape');
		await list().waitFor({ state: 'hidden' });
		await composer().pressSequentially('ule');
		assert.equal(await list().isVisible(), false);
		await composer().fill('');
		await composer().evaluate(element => {
			if (element instanceof HTMLTextAreaElement) {
				element.value = '@sched';
				element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
			}
		});
		assert.equal(await list().isVisible(), false);
		await composer().dispatchEvent('compositionend');
		await list().getByRole('option', { name: 'schedule.ts' }).first().waitFor();
		await composer().press('Escape');
		await composer().fill('');
	});

	it('takes a selection as it was, and removes a chip by keyboard', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(2, 4);
		await workbench.runCommand('Comet Gemini: Add Selection to Chat');
		await chips().getByText('schedule.ts:2-4').waitFor();
		await workbench.runCommand('Comet Gemini: Add File to Chat');
		await chips().nth(1).waitFor();
		await chips().nth(1).getByRole('button').first().focus();
		await workbench.page.keyboard.press('Delete');
		await chips().nth(1).waitFor({ state: 'detached' });
		await composer().fill('Explain');
		await send();
		assert.match(
			lastQuestion()[0] ?? '',
			/^Attached selection of `src\/schedule\.ts`, lines 2-4\n/,
		);
	});

	it('holds back what may hold secrets or is ignored, until the person insists', async () => {
		await writeFile(join(workbench.workspace, '.env.local'), 'TOKEN=1\n');
		await workbench.openFile('.env.local');
		await workbench.runCommand('Comet Gemini: Add File to Chat');
		await notice().getByText('.env.local — may hold secrets').waitFor();
		await workbench.screenshot('composer held back');
		assert.equal(await workbench.chatView.locator('.jump').isVisible(), false);
		assert.deepEqual(await seriousProblems(workbench.page), []);
		assert.equal(await chips().count(), 0);
		await notice().getByRole('button', { name: 'Attach Anyway' }).click();
		await chips().getByText('.env.local').waitFor();
		await chips().getByRole('button', { name: 'Remove .env.local' }).click();
	});

	it('edits a question with its attachments, and gives back what was being written', async () => {
		await composer().pressSequentially('What does @sched');
		await list().getByRole('option', { name: 'schedule.ts' }).waitFor();
		await composer().press('Enter');
		await chips().getByText('schedule.ts').waitFor();
		await composer().pressSequentially('do?');
		await send();
		await composer().fill('half a thought');
		const question = workbench.chatView.locator('article.turn.user');
		await question.hover();
		await question.getByRole('button', { name: 'Edit and resend' }).click();
		await workbench.chatView.locator('.edit-note').waitFor();
		assert.equal(await composer().inputValue(), 'What does @schedule.ts do?');
		await chips()
			.getByText(/≈ \d+ tokens/)
			.waitFor();
		await keepPicturesOfPanel(workbench, 'composer edit');
		await composer().press('Escape');
		await workbench.chatView.locator('.edit-note').waitFor({ state: 'detached' });
		assert.equal(await composer().inputValue(), 'half a thought');

		await question.hover();
		await question.getByRole('button', { name: 'Edit and resend' }).click();
		await chips().getByRole('button', { name: 'Remove schedule.ts' }).click();
		await composer().fill('And @orbit');
		await list().getByRole('option', { name: 'orbit.py' }).waitFor();
		await composer().press('Enter');
		await chips().getByText('orbit.py').waitFor();
		// The view is hidden in the middle of it.
		await workbench.runCommand('View: Show Explorer');
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await chips().getByText('orbit.py').waitFor();
		await workbench.chatView.getByRole('button', { name: 'Resend', exact: true }).click();
		await question.getByText('And @orbit.py').waitFor();
		await finished().first().waitFor();
		assert.match(lastQuestion()[0] ?? '', /^Attached file: `src\/orbit\.py`/);
		assert.equal(lastQuestion()[1], 'And @orbit.py');
		assert.equal(await question.count(), 1);
		assert.equal(await composer().inputValue(), 'half a thought');
	});

	it('asks with the thinking level that is chosen beside it, and says what is sent', async () => {
		const level = workbench.chatView.getByRole('combobox', { name: 'Thinking level' });
		await level.selectOption('low');
		await workbench.chatView.locator('.chip.level[title*="LOW" i]').waitFor();
		await composer().fill('Think little');
		await send();
		const body = workbench.demo.model.requests.at(-1)?.body;
		const config = Reflect.get(Object(body), 'generationConfig');
		assert.match(JSON.stringify(config), /"thinkingLevel":"low"/i);
		await level.selectOption('auto');
	});

	it('keeps what was attached over hiding, and shows it again after a reload', async () => {
		await attachOrbit();
		await send();
		await workbench.newConversation();
		await attachOrbit();
		await workbench.runCommand('View: Show Explorer');
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await chips().getByText('orbit.py').waitFor();
		await workbench.reload();
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await chips().getByText('orbit.py').waitFor();
		await workbench.runCommand('Comet Gemini: Show Conversations');
		await workbench.quickInput.choose('@orbit.py');
		await workbench.chatView
			.locator('article.turn.user')
			.getByRole('button', { name: 'orbit.py' })
			.waitFor();
	});

	async function attachOrbit(): Promise<void> {
		await composer().pressSequentially('@orbit');
		await list().getByRole('option').first().waitFor();
		await composer().press('Tab');
		await chips().getByText('orbit.py').waitFor();
	}
}
