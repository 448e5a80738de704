import type { Locator, Page } from 'playwright-core';

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
		await this.#open('F1', `>${title}`);
		await this.choose(title);
	}

	/** Opens a file of the workspace by a part of its path that is its alone. */
	async openFile(path: string): Promise<void> {
		await this.#open('ControlOrMeta+P', path);
		await this.choose(path.split('/').at(-1) ?? path);
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

	async #open(key: string, text: string): Promise<void> {
		await this.#page.keyboard.press(key);
		await this.input.fill(text);
	}
}
