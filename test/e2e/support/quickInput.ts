import type { Locator, Page } from 'playwright-core';

const paletteTimeout = 5_000;
const paletteAttempts = 5;
const openTimeout = 2_000;
const openAttempts = 10;

/** The box on top of the window that palette, file search and pickers share. */
export class QuickInput {
	readonly #page: Page;
	readonly #widget: Locator;

	constructor(page: Page) {
		this.#page = page;
		this.#widget = page.locator('.quick-input-widget');
	}

	/** What the box offers, as shown. */
	get rows(): Locator {
		return this.#widget.locator('.quick-input-list .monaco-list-row');
	}

	/** The title, step or prompt above and under the box. */
	get message(): Locator {
		return this.#widget.locator('.quick-input-message');
	}

	get input(): Locator {
		return this.#widget.locator('.quick-input-filter input.input');
	}

	/** Runs a command by its title, as `Comet Gemini: Explain Selection`, or a part of it. */
	async runCommand(title: string): Promise<void> {
		await this.#take('F1', `>${title}`, title);
	}

	/** Opens a file of the workspace by a part of its path that is its alone. */
	async openFile(path: string): Promise<void> {
		await this.#take('ControlOrMeta+P', path, path.split('/').at(-1) ?? path);
	}

	/** Takes the first row that shows this text. */
	async choose(text: string): Promise<void> {
		await this.rows.filter({ hasText: text }).first().click();
	}

	/** Types into an open box and accepts. */
	async enter(text: string): Promise<void> {
		await this.input.fill(text);
		await this.#page.keyboard.press('Enter');
	}

	/**
	 * Clicks a row of a list that a key opens. The list holds what was there when it was opened: right after a
	 * start commands are missing, and files that were just written. And what takes the focus closes it.
	 */
	async #take(key: string, text: string, label: string): Promise<void> {
		const row = this.rows.filter({ hasText: label }).first();
		for (let attempt = 1; ; attempt++) {
			await this.open(key, text);
			try {
				await row.click({ timeout: paletteTimeout });
				return;
			} catch (error) {
				await this.#page.keyboard.press('Escape');
				if (attempt === paletteAttempts) {
					throw error;
				}
			}
		}
	}

	/** Opens the box with a key and types into it, again where a menu or a lost focus closed it. */
	async open(key: string, text: string): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			await this.#page.keyboard.press(key);
			try {
				await this.#widget.locator('input.input:focus').waitFor({ timeout: openTimeout });
				await this.input.fill(text, { timeout: openTimeout });
				return;
			} catch (error) {
				if (attempt === openAttempts) {
					throw error;
				}
				await this.#page.keyboard.press('Escape');
			}
		}
	}
}
