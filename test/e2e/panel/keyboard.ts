import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { panelFrame } from '../support/seriousProblems.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

interface Focused {
	readonly name: string;
	readonly isVisible: boolean;
}

export function keyboardTests(workbench: Workbench): void {
	const panel = () => workbench.chatView;
	const composer = () => panel().locator('comet-composer textarea').first();
	const answers = () => panel().locator('article.turn.model[aria-busy=false]');
	const press = (...keys: string[]) =>
		keys.reduce(
			(last, key) => last.then(() => workbench.page.keyboard.press(key)),
			Promise.resolve(),
		);
	const type = (text: string) => workbench.page.keyboard.type(text);
	let frame: Frame;

	/** Runs a command with the keys of the palette. */
	async function command(title: string): Promise<void> {
		await workbench.quickInput.open('F1', `>Comet Gemini: ${title}`);
		await workbench.quickInput.rows.filter({ hasText: title }).first().waitFor();
		await press('Enter');
	}

	/** Presses a key until what has the focus bears the name; at every step it must show. */
	async function walkTo(name: RegExp, key: 'Tab' | 'Shift+Tab'): Promise<void> {
		const passed: string[] = [];
		for (let step = 0; step < 40; step++) {
			await press(key);
			const focused = await frame.evaluate(whatHasFocus);
			assert.ok(focused.isVisible, `The focus does not show: ${focused.name}`);
			if (name.test(focused.name)) {
				return;
			}
			passed.push(focused.name);
		}
		assert.fail(`${name} is not among ${passed.join(' | ')}`);
	}

	async function ask(text: string): Promise<void> {
		await type(text);
		await press('Enter');
	}

	const questions = () =>
		workbench.demo.model.requests.filter(({ method }) => method === 'POST').length;

	before(async () => {
		await command('New Conversation');
		await composer().waitFor();
		await until(() => composer().evaluate(input => input === document.activeElement));
		frame = await panelFrame(workbench.page);
	});

	it('a person asks, stops the answer, and asks something else', async () => {
		await ask('[[scenario:tiny-deltas count=4000 rate=100]] go');
		await panel().locator('article.turn.model[aria-busy=true] p').first().waitFor();
		const writes = () => composer().evaluate(input => input === document.activeElement);
		const stop = async () => {
			await walkTo(/^Stop$/, 'Tab');
			await press('Enter');
			await panel().getByText('Stopped', { exact: true }).waitFor();
			await until(writes);
		};
		await stop();
		await walkTo(/^Ask again$/, 'Shift+Tab');
		await press('Enter');
		await until(writes);
		await stop();
		await command('New Conversation');
		await panel().locator('article').first().waitFor({ state: 'detached' });
		await until(writes);
		await ask('Write code that sums a list');
		await answers().first().waitFor();
	});

	it('reads it: folds thoughts, goes to the code and copies it', async () => {
		await walkTo(/^Thoughts/, 'Shift+Tab');
		const fold = panel().locator('details.thoughts').first();
		await press('Enter');
		await until(() => fold.evaluate(details => details.hasAttribute('open')));
		await press('Enter');
		await until(async () => !(await fold.evaluate(details => details.hasAttribute('open'))));
		await press('ControlOrMeta+Alt+PageDown');
		await until(async () => (await frame.evaluate(whatHasFocus)).name.startsWith('code-block'));
		await walkTo(/^Copy code$/, 'Tab');
		await press('Enter');
		const code = await panel().locator('.code-block code').first().innerText();
		await until(async () => withoutSpace(await clipboard()) === withoutSpace(code));
	});

	it('lets the model search, and opens a source', async () => {
		await walkTo(/^Tools of the model/, 'Tab');
		await press('Enter');
		await walkTo(/^Google Search$/, 'Tab');
		await press('Space');
		await press('Escape');
		await walkTo(/^Message to Gemini$/, 'Shift+Tab');
		await ask('How do comets get their tails?');
		await panel().locator('.source-marks').first().waitFor();
		await answers().nth(1).waitFor();
		await walkTo(/^Source 1: /, 'Shift+Tab');
		await panel().getByRole('tooltip').waitFor();
		await press('Enter');
		await workbench.page.locator('.monaco-dialog-box').waitFor();
		await press('Escape');
		await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
	});

	it('finds a word, puts the question in other words, and sends it again', async () => {
		await command('Find in Conversation');
		await panel().getByRole('search').waitFor();
		await type('comets');
		await panel()
			.locator('.find-count')
			.getByText(/^1 of /)
			.waitFor();
		await press('Enter');
		await panel()
			.locator('.find-count')
			.getByText(/^2 of /)
			.waitFor();
		await press('Escape');
		await walkTo(/^Edit and resend$/, 'Shift+Tab');
		await press('Enter');
		await until(async () => (await composer().inputValue()).startsWith('How do comets'));
		const before = questions();
		await press('ControlOrMeta+A');
		await ask('And what is a monad?');
		await until(() => questions() > before);
		await answers().nth(1).waitFor();
	});

	it('attaches a file and chooses another model', async () => {
		await command('New Conversation');
		await panel().locator('article').first().waitFor({ state: 'detached' });
		await until(() => composer().evaluate(input => input === document.activeElement));
		await type('@sched');
		await panel().getByRole('option', { name: 'schedule.ts' }).waitFor();
		await press('Enter');
		await panel().locator('comet-composer .attachment').waitFor();
		await walkTo(/^gemini-3\.5-flash/, 'Tab');
		await press('Enter');
		await workbench.quickInput.input.waitFor();
		await type('gemini-3.8-flash');
		await workbench.quickInput.rows.filter({ hasText: 'gemini-3.8-flash' }).first().waitFor();
		await press('Enter');
		await panel().getByRole('button', { name: 'gemini-3.8-flash' }).waitFor();
	});

	it('goes back to another conversation', async () => {
		await command('Show Conversations');
		await workbench.quickInput.rows.filter({ hasText: 'tiny-deltas' }).first().waitFor();
		await type('tiny-deltas');
		await press('Enter');
		await panel().locator('.user-text', { hasText: 'tiny-deltas' }).waitFor();
	});

	function clipboard(): Promise<string> {
		return workbench.page.evaluate(() => navigator.clipboard.readText());
	}
}

/** Lines that the page draws as blocks of their own break twice when they are read back. */
function withoutSpace(text: string): string {
	return text.replaceAll(/\s/g, '');
}

/** Runs in the page: what a person is told of it, and whether it stands out, by itself or by what holds it. */
function whatHasFocus(): Focused {
	const element = document.activeElement;
	if (!(element instanceof HTMLElement) || element === document.body) {
		return { name: '', isVisible: true };
	}
	const label =
		element.getAttribute('aria-label') ?? (element.innerText.trim() || element.className);
	const focusColor = getComputedStyle(document.documentElement).getPropertyValue(
		'--vscode-focusBorder',
	);
	const probe = document.createElement('i');
	probe.style.color = focusColor;
	document.body.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	const box = element.closest('.composer, .find-field, .chip') ?? element;
	const shows = [element, box].some(each => {
		const style = getComputedStyle(each);
		const isOutlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
		return isOutlined || style.borderTopColor === color;
	});
	return {
		name: element.classList.contains('code-block') ? 'code-block' : label,
		isVisible: element.matches(':focus-visible') && shows,
	};
}
