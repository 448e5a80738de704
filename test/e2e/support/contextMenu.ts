import type { Locator, Page } from 'playwright-core';

const closeTimeout = 500;
const attempts = 20;

/** The menu that VS Code draws where the right mouse button was pressed. */
export class ContextMenu {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** The entries that begin with this text, or match it. */
	items(label: string | RegExp): Locator {
		const text = typeof label === 'string' ? new RegExp(`^${label}`) : label;
		return this.#page.locator('.monaco-menu .action-item').filter({
			has: this.#page.locator('.action-label', { hasText: text }),
		});
	}

	/** Clicks an entry until the menu goes: VS Code ignores the mouse while a menu is new. */
	async choose(label: string): Promise<void> {
		const item = this.items(label).first();
		for (let attempt = 1; ; attempt++) {
			await item.click();
			try {
				await item.waitFor({ state: 'hidden', timeout: closeTimeout });
				return;
			} catch (error) {
				if (attempt === attempts) {
					throw error;
				}
			}
		}
	}
}
