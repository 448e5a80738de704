import assert from 'node:assert/strict';
import type { ConsoleMessage, Page } from 'playwright-core';
import { projectRoot } from '../../host/projectRoot.ts';

/**
 * Collects what must never be seen in a window: content that a Content Security Policy stopped,
 * and errors of this extension that nothing has handled, in the extension host or in its pages.
 */
export class WindowErrors {
	readonly #errors: string[] = [];
	#log = '';

	constructor(page: Page) {
		page.on('console', message => this.#read(message));
		page.on('pageerror', error => {
			if (!isForeignPage(error.stack ?? '')) {
				this.#errors.push(`in a page: ${error.stack}`);
			}
		});
	}

	/** Everything that the window has logged, the extension host included. */
	get log(): string {
		return this.#log;
	}

	/** Fails when something was collected since the last call. */
	assertNone(): void {
		assert.deepEqual(this.#errors.splice(0), []);
	}

	#read(message: ConsoleMessage): void {
		const text = message.text();
		this.#log += `${text}\n`;
		if (isPolicyViolation(text) || isUnhandled(text) || isBrokenActivation(text)) {
			this.#errors.push(firstLines(text));
		}
	}
}

function firstLines(text: string): string {
	return text.split('\n').slice(0, 6).join('\n');
}

/** VS Code's own pages, as the preview of Markdown and walkthroughs, fail at times when they change. */
function isForeignPage(stack: string): boolean {
	return /extensionId=(?:vscode\.|&)/.test(stack);
}

function isPolicyViolation(text: string): boolean {
	return /violates the following (report-only )?Content Security Policy|requires 'Trusted/.test(
		text,
	);
}

/** The extension host reports a rejection in two lines; the second one says whose it was. */
function isUnhandled(text: string): boolean {
	return /stack trace:/.test(text) && text.includes(`${projectRoot}/dist/`);
}

function isBrokenActivation(text: string): boolean {
	return /Activating extension '?comet-gemini/.test(text) && /failed/.test(text);
}
