import assert from 'node:assert/strict';
import { showConversation } from '../support/importedConversation.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

export function streamingTests(workbench: Workbench): void {
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const answer = () => workbench.chatView.locator('article.turn.model').last();
	const text = () => answer().locator('.markdown.text');
	const scroller = () => workbench.chatView.locator('.conversation');
	const jump = () => workbench.chatView.getByRole('button', { name: 'Jump to latest' });

	/** Pixels that are hidden under the composer. */
	function below(): Promise<number> {
		return scroller().evaluate(
			element => element.scrollHeight - element.scrollTop - element.clientHeight,
		);
	}

	function length(): Promise<number> {
		return text().evaluate(element => element.textContent.length);
	}

	/** Waits for this many characters more. */
	async function grows(characters: number): Promise<void> {
		const end = (await length()) + characters;
		await until(async () => (await length()) >= end);
	}

	async function ask(question: string): Promise<void> {
		await workbench.newConversation();
		await composer().fill(question);
		await composer().press('Enter');
		await text().waitFor();
	}

	afterEach(async () => {
		const stop = workbench.chatView.getByRole('button', { name: 'Stop' });
		if (await stop.isVisible()) {
			// The answer may end by itself before the click.
			await stop.click({ timeout: 2_000 }).catch(() => stop.waitFor({ state: 'detached' }));
		}
	});

	it('is followed only from the bottom: the wheel stops it, Jump to latest goes on', async () => {
		await ask('[[scenario:tiny-deltas count=20000 rate=400]] go');
		await until(async () => (await length()) > 2_500);
		assert.ok((await below()) < 80, 'it is followed');
		await scroller().hover();
		await workbench.page.mouse.wheel(0, -200);
		await jump().waitFor();
		const top = await scroller().evaluate(element => element.scrollTop);
		await grows(800);
		assert.equal(await scroller().evaluate(element => element.scrollTop), top);
		await jump().click();
		await grows(400);
		assert.ok((await below()) < 80, 'it is followed again');
		await jump().waitFor({ state: 'hidden' });
	});

	it('is not followed on while a person reads in it by keyboard or selects in it', async () => {
		await ask('[[scenario:tiny-deltas count=20000 rate=400]] go');
		await until(async () => (await length()) > 2_500);
		const stays = async () => {
			await jump().waitFor();
			// A key scrolls smoothly.
			await grows(150);
			const top = await scroller().evaluate(element => element.scrollTop);
			await grows(300);
			assert.equal(await scroller().evaluate(element => element.scrollTop), top);
			await jump().click();
			await until(async () => (await below()) < 80);
		};
		await scroller().focus();
		await workbench.page.keyboard.press('PageUp');
		await stays();
		await text()
			.locator('p')
			.first()
			.evaluate(element => {
				document.getSelection()?.selectAllChildren(element);
			});
		await stays();
	});

	it('is not followed on while the focus is in it', async () => {
		await workbench.setViewport(1280, 420);
		await ask('[[scenario:drip bytes=60 ms=30]] How do I debounce a function?');
		await answer().locator('.code-block').first().waitFor();
		await composer().focus();
		await workbench.page.keyboard.press('Shift+Tab');
		await answer().locator('.code-block button:focus-visible').waitFor();
		const top = await scroller().evaluate(element => element.scrollTop);
		await grows(100);
		assert.equal(await scroller().evaluate(element => element.scrollTop), top);
		await until(async () => (await below()) > 0);
		await workbench.setViewport(1280, 800);
	});

	it('moves nothing for who wants no motion', async () => {
		const moving = () => scroller().evaluate(() => document.getAnimations().length);
		await workbench.newConversation();
		await composer().fill('[[scenario:slow-start ms=90000]] slowly');
		await composer().press('Enter');
		const waiting = workbench.chatView.locator('.waiting');
		await waiting.waitFor();
		assert.equal(await moving(), 0, 'the setting of VS Code says so');
		await workbench.changeSettings({ 'workbench.reduceMotion': 'auto' });
		await until(async () => (await moving()) > 0);
		await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
		await until(async () => (await moving()) === 0);
		assert.ok(await waiting.isVisible(), 'it would still move');
		await workbench.page.emulateMedia({ reducedMotion: null });
		await workbench.changeSettings({ 'workbench.reduceMotion': undefined });
	});

	it('leaves a selection and what a person writes alone', async () => {
		await ask('[[scenario:tiny-deltas count=20000 rate=400]] go');
		await until(async () => (await text().locator('p').count()) > 2);
		await text().locator('p').first().click({ clickCount: 3 });
		const selected = () => scroller().evaluate(() => document.getSelection()?.toString().trim());
		const before = await selected();
		assert.ok(before !== undefined && before.length > 20);
		await composer().focus();
		await workbench.page.keyboard.type('meanwhile');
		await grows(500);
		assert.equal(await composer().inputValue(), 'meanwhile');
		await text().locator('p').first().click({ clickCount: 3 });
		await grows(500);
		assert.equal(await selected(), before);
		await composer().fill('');
	});

	it('shows formulas, opens diagrams in VS Code’s own preview, and has a font size of its own', async () => {
		await showConversation(workbench, 'Rich', [
			['A formula', { text: 'Energy (&Afr;, &notit;): $E = mc^2$\n\n$$\\int_0^1 x\\,dx$$' }],
			['A diagram', { text: '```mermaid\ngraph TD;\n  A-->B;\n```' }],
		]);
		const formulas = workbench.chatView.locator('math');
		await formulas.nth(1).waitFor();
		assert.equal(await formulas.first().locator('msup').count(), 1);
		await workbench.chatView.getByText('Energy (𝔄, &notit;):').waitFor();
		await workbench.changeSettings({
			'files.simpleDialog.enable': true,
			'cometGemini.chat.fontSize': 22,
		});
		await until(async () => {
			const size = await text().evaluate(element => getComputedStyle(element).fontSize);
			return size === '22px';
		});
		await workbench.screenshot('streaming rich');
		const block = workbench.chatView.locator('.code-block');
		await block.hover();
		await block.getByRole('button', { name: 'Open the diagram in the Markdown preview' }).click();
		await workbench.page.locator('.tab.active', { hasText: 'Preview' }).waitFor();
		await workbench.runCommand('View: Close Editor');
		await workbench.runCommand('View: Revert and Close Editor');
	});
}
