import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../host/browser.ts';

/** The browser of all e2e tests of a run, started with the first window and closed after the last. */
class SharedBrowser {
	#browser: Promise<Browser> | undefined;

	get(): Promise<Browser> {
		this.#browser ??= launchBrowser();
		return this.#browser;
	}

	async close(): Promise<void> {
		await (await this.#browser)?.close();
	}
}

export const sharedBrowser = new SharedBrowser();

after(() => sharedBrowser.close());
