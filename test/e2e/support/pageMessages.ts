import type { Page } from 'playwright-core';

/** What `postMessage` carries between the frames of a window, as JSON: the pages of extensions talk so. */
export interface PageMessages {
	readonly all: readonly string[];
}

/** To be called before the window loads. */
export async function recordPageMessages(page: Page): Promise<PageMessages> {
	const all: string[] = [];
	await page.context().exposeFunction('recordMessage', (message: string) => all.push(message));
	await page.context().addInitScript(() => {
		const { recordMessage } = globalThis as unknown as { recordMessage(message: string): void };
		const record = (data: unknown) => {
			try {
				recordMessage(typeof data === 'string' ? data : JSON.stringify(data));
			} catch {
				// What is no JSON, as a port, carries no text.
			}
		};
		globalThis.addEventListener('message', ({ data }) => record(data), { capture: true });
		const post = MessagePort.prototype.postMessage;
		MessagePort.prototype.postMessage = function (...args: unknown[]) {
			record(args[0]);
			Reflect.apply(post, this, args);
		};
	});
	return { all };
}
