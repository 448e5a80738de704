import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';

const copyAttempts = 20;

/** The text editors of a window, used with the keyboard. */
export class Editors {
	readonly #page: Page;
	readonly #quickInput: QuickInput;

	constructor(page: Page, quickInput: QuickInput) {
		this.#page = page;
		this.#quickInput = quickInput;
	}

	/** The text area of the active editor. */
	get active(): Locator {
		return this.#page.locator('.editor-group-container.active .editor-instance .monaco-editor');
	}

	/** The tabs of all editor groups; the active group's shown one has the class `active`. */
	get tabs(): Locator {
		return this.#page.locator('.tabs-container .tab');
	}

	/** Shows the editor whose tab has this label, and waits until it has the focus. */
	async show(label: string): Promise<void> {
		await this.tabs.filter({ hasText: label }).first().click();
		await this.#page
			.locator('.editor-group-container.active')
			.filter({ has: this.#page.locator('.tab.active', { hasText: label }) })
			.locator('.editor-instance .monaco-editor.focused')
			.first()
			.waitFor({ state: 'attached' });
	}

	/** Selects the first place that holds this text of a single line. */
	async selectText(text: string): Promise<void> {
		await this.#focus();
		await this.#page.keyboard.press('ControlOrMeta+Home');
		await this.#page.keyboard.press('ControlOrMeta+F');
		const find = this.#page.locator('.editor-group-container.active .find-widget.visible');
		await find.locator('.find-part textarea').fill(text);
		await find.locator('.matchesCount', { hasText: /^\d+ of \d+$/ }).waitFor();
		await this.#page.keyboard.press('Escape');
	}

	/** Selects whole lines, counted from 1. */
	async selectLines(first: number, last = first): Promise<void> {
		await this.goToLine(first);
		for (let line = first; line < last; line++) {
			await this.#page.keyboard.press('Shift+ArrowDown');
		}
		await this.#page.keyboard.press('Shift+End');
		await this.#isAt(last);
	}

	/** Puts the cursor at the start of a line, counted from 1. */
	async goToLine(line: number): Promise<void> {
		await this.#focus();
		await this.#quickInput.open('Control+G', `:${line}`);
		await this.#page.keyboard.press('Enter');
		await this.#quickInput.input.waitFor({ state: 'hidden' });
		await this.#page.keyboard.press('Home');
		await this.#isAt(line);
	}

	/** Types at the cursor. */
	async type(text: string): Promise<void> {
		await this.#focus();
		await this.#page.keyboard.insertText(text);
	}

	/** The whole text of the active editor, by way of the clipboard; nothing is selected after. */
	async text(): Promise<string> {
		await this.#focus();
		await this.#page.evaluate(() => navigator.clipboard.writeText(''));
		await this.#page.keyboard.press('ControlOrMeta+A');
		await this.#page.keyboard.press('ControlOrMeta+C');
		const text = await this.#copied();
		await this.#page.keyboard.press('ControlOrMeta+Home');
		return text.replaceAll('\r\n', '\n');
	}

	/** Waits until the cursor is in a line, as the status bar says. */
	#isAt(line: number): Promise<void> {
		const position = this.#page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` });
		return position.waitFor();
	}

	/** What is on the clipboard a moment after it was emptied: nothing, when nothing was copied. */
	async #copied(): Promise<string> {
		for (let attempt = 1; ; attempt++) {
			const text = await this.#page.evaluate(() => navigator.clipboard.readText());
			if (text || attempt === copyAttempts) {
				return text;
			}
			await this.#page.waitForTimeout(50);
		}
	}

	async #focus(): Promise<void> {
		const input = this.active.locator('.native-edit-context, textarea.inputarea');
		await input.first().focus();
	}
}
