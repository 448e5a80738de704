import assert from 'node:assert/strict';
import { type Exchange, showConversation } from '../support/importedConversation.ts';
import { keepPicturesOfPanel } from '../support/pictures.ts';
import { panelFrame } from '../support/seriousProblems.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const comets: readonly Exchange[] = [
	[
		'What is a comet?',
		{ text: '**Recalling**\n\nA comet is *hidden* in the thoughts.', thought: true },
		{
			text: 'A **com**et is a body of ice. Comets have tails.\n\n| Part | Of |\n| --- | --- |\n| tail | comet |',
		},
	],
	...Array.from(
		{ length: 30 },
		(_, index): Exchange => [
			`Filler ${index}`,
			{ text: `Nothing to see here.\n\n${'Words. '.repeat(80)}` },
		],
	),
	['And code?', { text: '```ts\nconst comet = "tail";\n```\n\nThe end of the COMET.' }],
];

export function findTests(workbench: Workbench): void {
	const bar = () => workbench.chatView.getByRole('search');
	const input = () => bar().getByRole('textbox', { name: 'Find' });
	const count = () => bar().locator('.find-count');
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });

	async function shows(words: string): Promise<void> {
		await count().getByText(words, { exact: true }).waitFor();
	}

	async function total(places: number): Promise<void> {
		await count()
			.getByText(new RegExp(`^\\d+ of ${places}$`))
			.waitFor();
	}

	/** The texts that the browser paints as places, and the current one. */
	async function painted(): Promise<{ all: string[]; current: string[] }> {
		const frame = await panelFrame(workbench.page);
		return frame.evaluate(() => {
			const texts = (name: string) =>
				[...(CSS.highlights.get(name) ?? [])].map(place => {
					const range = document.createRange();
					range.setStart(place.startContainer, place.startOffset);
					range.setEnd(place.endContainer, place.endOffset);
					return range.toString();
				});
			return { all: texts('find-match'), current: texts('find-current') };
		});
	}

	/** Whether the current place is where a person sees it. */
	async function isCurrentInView(): Promise<boolean> {
		const frame = await panelFrame(workbench.page);
		return frame.evaluate(() => {
			const [place] = CSS.highlights.get('find-current') ?? [];
			const element = place?.startContainer.parentElement;
			const view = document.querySelector('.conversation')?.getBoundingClientRect();
			const box = element?.getBoundingClientRect();
			return (
				box !== undefined && view !== undefined && box.top >= view.top && box.bottom <= view.bottom
			);
		});
	}

	before(async () => {
		await showConversation(workbench, 'Comets', comets);
		await composer().click();
		await workbench.page.keyboard.press('ControlOrMeta+F');
		await input().waitFor();
	});

	it('finds every place, through marks, tables, code and folded thoughts', async () => {
		await input().fill('');
		await workbench.page.keyboard.type('comet');
		await total(7);
		await until(async () => (await painted()).current.length > 0);
		const { all, current } = await painted();
		assert.deepEqual(
			all.map(text => text.toLowerCase()),
			Array(7).fill('comet'),
		);
		assert.deepEqual(current, ['comet']);
	});

	it('goes on with Enter, F3 and the buttons, back with Shift, and unfolds what hides a place', async () => {
		const thoughts = workbench.chatView.locator('details.thoughts');
		await thoughts.evaluate(fold => fold.removeAttribute('open'));
		while (!(await count().innerText()).startsWith('1 of')) {
			await workbench.page.keyboard.press('Enter');
		}
		await workbench.page.keyboard.press('Enter');
		await shows('2 of 7');
		await until(async () => (await thoughts.getAttribute('open')) !== null);
		await workbench.page.keyboard.press('Shift+F3');
		await shows('1 of 7');
		await workbench.page.keyboard.press('Shift+Enter');
		await shows('7 of 7');
		assert.deepEqual((await painted()).current, ['COMET']);
		await until(isCurrentInView);
		await bar().getByRole('button', { name: 'Next match' }).click();
		await shows('1 of 7');
		await until(isCurrentInView);
		await workbench.page.keyboard.press('F3');
		await shows('2 of 7');
		await bar().getByRole('status').getByText('2 of 7').waitFor({ state: 'attached' });
	});

	it('looks like the find widget of the editor', async () => {
		await keepPicturesOfPanel(workbench, 'find');
	});

	it('matches case and whole words by their keys', async () => {
		await input().focus();
		await workbench.page.keyboard.press('Alt+C');
		await total(5);
		await workbench.page.keyboard.press('Alt+W');
		await total(5);
		await input().fill('tail');
		await total(2);
		await bar().getByRole('button', { name: 'Match whole word', pressed: true }).click();
		await total(3);
		await workbench.page.keyboard.press('Alt+C');
	});

	it('takes expressions, says what is wrong with one, and gives up one that never ends', async () => {
		await input().focus();
		await workbench.page.keyboard.press('Alt+R');
		await input().fill('^const (\\w+) = "');
		await total(1);
		await input().fill('(com');
		await bar().getByText('Not a regular expression: Unterminated group').first().waitFor();
		await workbench.screenshot('find bad expression');
		await input().fill('(\\S+\\s*)+!$');
		await bar().getByText('This regular expression takes too long here.').first().waitFor();
		await input().fill('com.t');
		await total(7);
		await workbench.page.keyboard.press('Alt+R');
	});

	it('gives the focus back with Escape, and leaves nothing painted', async () => {
		await input().press('Escape');
		await bar().waitFor({ state: 'hidden' });
		await until(() => composer().evaluate(element => element === document.activeElement));
		assert.deepEqual(await painted(), { all: [], current: [] });
	});

	it('finds what is still coming, and stays where it is', async () => {
		await workbench.newConversation();
		await composer().fill('[[scenario:tiny-deltas count=60 rate=30]] go');
		await composer().press('Enter');
		await workbench.page.keyboard.press('ControlOrMeta+F');
		await input().fill('w');
		await count()
			.getByText(/^1 of \d+$/)
			.waitFor();
		const early = Number((await count().innerText()).split(' ').at(-1));
		await workbench.chatView.locator('article.turn.model[aria-busy=false]').waitFor();
		await until(async () => Number((await count().innerText()).split(' ').at(-1)) > early);
		assert.match(await count().innerText(), /^1 of /);
		await input().press('Escape');
	});

	it('works in an editor tab as well', async () => {
		await workbench.runCommand('Comet Gemini: Open Conversation in Editor');
		const field = workbench.chatEditor.getByRole('textbox', { name: 'Message to Gemini' });
		await field.click();
		await workbench.page.keyboard.press('ControlOrMeta+F');
		await workbench.chatEditor.getByRole('search').waitFor();
		assert.equal(await bar().count(), 0);
		await workbench.page.keyboard.press('Escape');
		await workbench.runCommand('View: Close All Editors');
	});
}
