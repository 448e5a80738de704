import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	conversationFile,
	type Exchange,
	importFile,
	showConversation,
} from '../support/importedConversation.ts';
import { keepPictures, keepPicturesOfPanel } from '../support/pictures.ts';
import { panelFrame } from '../support/seriousProblems.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const blocks: readonly Exchange[] = [
	['Three blocks please', { text: '```python\nprint(1)\n```\n\nbetween them\n\n```sh\nls\n```' }],
	['And one more', { text: 'Some **marked** words.\n\n```\nplain\n```\n\nThe last paragraph.' }],
];

export function quotingTests(workbench: Workbench): void {
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const press = (key: string) => workbench.page.keyboard.press(key);

	/** The first line of the code block that has the focus; else what has it is called. */
	async function focused(): Promise<string> {
		return (await panelFrame(workbench.page)).evaluate(() => {
			const element = document.activeElement;
			return element?.matches('.code-block')
				? (element.querySelector('code')?.textContent.trim() ?? '')
				: (element?.getAttribute('aria-label') ?? '');
		});
	}

	async function focuses(name: string): Promise<void> {
		await until(async () => (await focused()) === name);
	}

	async function clipboard(): Promise<string> {
		return workbench.page.evaluate(() => navigator.clipboard.readText());
	}

	/** Selects a paragraph with the mouse. */
	async function selectParagraph(text: string): Promise<void> {
		await workbench.chatView.getByText(text).click({ clickCount: 3 });
	}

	before(async () => {
		await showConversation(workbench, 'Blocks', blocks);
		await composer().click();
	});

	beforeEach(async () => {
		await composer().fill('');
	});

	it('goes from code block to code block by keyboard, and from each to its buttons', async () => {
		await composer().focus();
		await press('Control+Alt+PageUp');
		await focuses('plain');
		await press('Control+Alt+PageUp');
		await focuses('ls');
		await press('Control+Alt+PageUp');
		await focuses('print(1)');
		await press('Control+Alt+PageUp');
		await focuses('plain');
		await press('Control+Alt+PageDown');
		await focuses('print(1)');
		await press('Control+Alt+PageDown');
		await focuses('ls');
		await workbench.chatView
			.getByRole('status')
			.getByText('Code in sh, block 2 of 3')
			.waitFor({ state: 'attached' });
		await workbench.screenshot('reading code block');
		await press('Tab');
		await focuses('Run in terminal…');
		for (const name of ['Insert at cursor', 'Apply to the file…', 'New file with this code']) {
			await press('Tab');
			await focuses(name);
		}
		await press('Tab');
		await focuses('Copy code');
		await press('Enter');
		await until(async () => (await clipboard()) === 'ls\n');
	});

	it('quotes what is selected with a button that comes with the selection', async () => {
		await composer().fill('About this:');
		await selectParagraph('Some marked words.');
		const quote = workbench.chatView.getByRole('button', { name: 'Quote', exact: true });
		await quote.waitFor();
		await keepPicturesOfPanel(workbench, 'reading quote');
		await quote.click();
		await quote.waitFor({ state: 'hidden' });
		assert.equal(await composer().inputValue(), 'About this:\n> Some marked words.\n\n');
		await workbench.page.keyboard.type('Why?');
		assert.match(await composer().inputValue(), /words\.\n\nWhy\?$/);
	});

	it('quotes by keyboard what is selected, else the code block or the message with the focus', async () => {
		await selectParagraph('The last paragraph.');
		await press('Control+K');
		await press('q');
		await until(async () => (await composer().inputValue()) === '> The last paragraph.\n\n');

		await composer().fill('');
		await press('Control+Alt+PageUp');
		await focuses('plain');
		await press('Control+K');
		await press('q');
		await until(async () => (await composer().inputValue()) === '> ```\n> plain\n> ```\n\n');

		await composer().fill('');
		await workbench.chatView.getByRole('button', { name: 'Copy answer' }).last().focus();
		await press('Control+K');
		await press('q');
		await until(async () =>
			(await composer().inputValue()).startsWith('> Some **marked** words.\n>\n> ```\n> plain'),
		);
	});

	it('copies a message as Markdown', async () => {
		await workbench.chatView.getByRole('button', { name: 'Copy answer' }).last().click();
		const expected = 'Some **marked** words.\n\n```\nplain\n```\n\nThe last paragraph.\n';
		await until(async () => (await clipboard()) === expected);
		await workbench.chatView.locator('article.turn.user').first().hover();
		await workbench.chatView.getByRole('button', { name: 'Copy question' }).first().click();
		await until(async () => (await clipboard()) === 'Three blocks please\n');
	});

	it('keeps sixty marks on one sentence inside the panel, the first with its last word', async () => {
		const text = 'Comets are made of ice and dust.';
		const sources = Array.from({ length: 60 }, (_, index) => ({
			kind: 'web',
			title: `Site ${index}`,
			uri: `https://example.com/${index}`,
		}));
		const supports = [{ start: 0, end: text.length, text, sources: sources.map((_, at) => at) }];
		const queries = { webSearchQueries: [], imageSearchQueries: [], retrievalQueries: [] };
		const file = JSON.parse(conversationFile('Sources', [['What are comets?', { text }]]));
		file.conversation.turns[1].grounding = { sources, supports, ...queries };
		await writeFile(join(workbench.workspace, 'sources.json'), JSON.stringify(file));
		await importFile(workbench, 'sources.json');
		const mark = workbench.chatView.locator('.source-mark');
		await mark.nth(59).waitFor();
		const edges = await workbench.chatView.locator('.conversation').evaluate(element => {
			const boxes = [...element.querySelectorAll('.source-mark')].map(each =>
				each.getBoundingClientRect(),
			);
			return {
				outside: boxes.filter(box => box.right > element.getBoundingClientRect().right).length,
				lines: new Set(boxes.map(box => Math.round(box.top))).size > 1,
			};
		});
		assert.deepEqual(edges, { outside: 0, lines: true });
		await keepPictures(workbench, 'reading marks');
	});
}
