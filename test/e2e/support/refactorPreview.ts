import type { Locator, Page } from 'playwright-core';

/** VS Code's own preview of a change, in the panel at the bottom. */
export class RefactorPreview {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Takes all changes of a file. */
	async apply(file: string): Promise<void> {
		const row = this.#rows.filter({ hasText: file }).first();
		await row.waitFor();
		await row.locator('.edit-checkbox').first().click();
		await this.#press('Apply');
	}

	async discard(): Promise<void> {
		await this.#rows.first().waitFor();
		await this.#press('Discard');
	}

	get #rows(): Locator {
		return this.#page.locator('.bulk-edit-panel .monaco-list-row');
	}

	async #press(name: string): Promise<void> {
		await this.#page.locator('.bulk-edit-panel').getByRole('button', { name, exact: true }).click();
		await this.#rows.first().waitFor({ state: 'hidden' });
	}
}
