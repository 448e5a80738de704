import type { Frame, Page } from 'playwright-core';

/** Opens the side bar's panel and resolves to its page. */
export async function openPanel(page: Page): Promise<Frame> {
	await page.locator('.activitybar [aria-label^="Comet Gemini"]').first().click();
	return frameWith(page, '.conversation');
}

/** Asks a question in the panel, as a person does. */
export async function ask(frame: Frame, question: string): Promise<void> {
	const input = frame.locator('textarea').last();
	await input.fill(question);
	await input.press('Enter');
}

/** Runs a command through the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
	await page.keyboard.press('F1');
	await page.locator('.quick-input-widget input.input').fill(`>${title}`);
	await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** The page, in whatever frame, that holds such an element. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
		for (const frame of page.frames()) {
			// A frame may go while it is asked.
			if (
				(await frame
					.locator(selector)
					.count()
					.catch(() => 0)) > 0
			) {
				return frame;
			}
		}
		await page.waitForTimeout(100);
	}
	throw new Error(`No page shows ${selector}.`);
}
