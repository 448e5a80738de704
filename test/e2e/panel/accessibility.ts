import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { projectRoot } from '../../host/projectRoot.ts';
import { inEachTheme, putOn, THEMES } from '../support/pageThemes.ts';
import { panelFrame, problemsIn } from '../support/seriousProblems.ts';
import type { Workbench } from '../support/workbench.ts';

/** Screen readers take a text area that completes names for a combobox; the rule is for empty ones. */
const COMBOBOX = 'ARIA role combobox is not allowed';

type PageTheme = Awaited<ReturnType<typeof inEachTheme>>[number];

export function accessibilityTests(workbench: Workbench): void {
	const panel = () => workbench.chatView;
	const composer = () => panel().locator('comet-composer textarea[aria-label="Message to Gemini"]');
	const finished = () => panel().locator('article.turn.model[aria-busy=false]');
	const report = new Map<string, number>();
	let frame: Frame;
	let themes: readonly PageTheme[];

	/** Looks for problems in the state that the panel is in, in every theme. */
	async function check(state: string): Promise<void> {
		const problems: string[] = [];
		for (const theme of themes) {
			await putOn(frame, theme);
			const found = await problemsIn(frame);
			problems.push(...found.filter(problem => !problem.includes(COMBOBOX)));
		}
		report.set(state, problems.length);
		assert.deepEqual(problems, [], state);
	}

	async function ask(text: string): Promise<void> {
		await composer().fill(text);
		await composer().press('Enter');
	}

	before(async () => {
		await workbench.newConversation();
		frame = await panelFrame(workbench.page);
	});

	// Another endpoint ends the demo, too.
	after(() =>
		workbench.changeSettings({
			'cometGemini.baseUrl': workbench.demo.origin,
			'cometGemini.tools.googleSearch': undefined,
			'workbench.colorTheme': undefined,
		}),
	);

	it('has no problem in an answer with thoughts, code, a table and sources', async () => {
		await ask('Write code that sums a list');
		await finished().first().waitFor();
		await ask('Show me a table');
		await finished().nth(1).waitFor();
		await workbench.changeSettings({ 'cometGemini.tools.googleSearch': true });
		await panel().getByRole('button', { name: 'Tools of the model: Google Search' }).waitFor();
		await ask('How do comets get their tails?');
		await finished().nth(2).waitFor();
		await panel().locator('.source-marks').first().waitFor();
		const problems: string[] = [];
		let colours = await frame.evaluate(coloursOfCode);
		themes = await inEachTheme(workbench, frame, async theme => {
			while ((await frame.evaluate(coloursOfCode)) === colours) {
				await workbench.page.waitForTimeout(100);
			}
			colours = await frame.evaluate(coloursOfCode);
			problems.push(...(await problemsIn(frame)).map(problem => `${theme}: ${problem}`));
		});
		report.set('finished answers', problems.length);
		assert.deepEqual(problems, []);
	});

	it('has none in what opens over and beside answers', async () => {
		await workbench.newConversation();
		await ask('How do comets get their tails?');
		await finished().first().waitFor();
		await panel()
			.getByRole('link', { name: /^Source 1: / })
			.first()
			.focus();
		await panel().getByRole('tooltip').waitFor();
		await check('card of a source');
		await workbench.page.keyboard.press('Escape');
		await panel().getByRole('button', { name: 'Details' }).click();
		await panel().getByRole('button', { name: 'Copy as cURL' }).waitFor();
		await check('details and inspector');
		await workbench.page.keyboard.press('ControlOrMeta+F');
		await panel().getByRole('search').getByRole('textbox', { name: 'Find' }).fill('comet');
		await panel().locator('.find-count').getByText(/ of /).waitFor();
		await check('find');
		await workbench.page.keyboard.press('Escape');
		await panel().getByRole('button', { name: 'Edit and resend' }).click();
		await panel().locator('.turn.user.edited').waitFor();
		await check('editing a question');
		await panel().getByRole('button', { name: 'Cancel' }).click();
	});

	it('has none while a person writes', async () => {
		await workbench.newConversation();
		await check('empty conversation');
		await composer().fill('');
		await composer().pressSequentially('@sched');
		await panel().getByRole('option', { name: 'schedule.ts' }).waitFor();
		await check('list of what can be attached');
		await composer().press('Enter');
		await panel()
			.locator('comet-composer .attachment')
			.getByText(/tokens/)
			.waitFor();
		await check('attachments');
		await panel()
			.getByRole('button', { name: /^Tools of the model/ })
			.click();
		await panel().getByRole('switch').first().waitFor();
		await check('switches of tools');
		await workbench.page.keyboard.press('Escape');
	});

	it('has none while an answer streams, when it is stopped, and when it fails', async () => {
		await workbench.newConversation();
		await ask('[[scenario:tiny-deltas count=4000 rate=100]] go');
		await panel().locator('article.turn.model[aria-busy=true] p').first().waitFor();
		await ask('and then?');
		await panel().locator('.queue-text').waitFor();
		await check('streaming, with a question in the queue');
		await panel().getByRole('button', { name: 'Take back' }).click();
		await panel().getByRole('button', { name: 'Stop', exact: true }).click();
		await panel().getByText('Stopped', { exact: true }).waitFor();
		await check('stopped');
		await ask('[[scenario:bad-key]] hello');
		await panel().getByRole('alert').waitFor();
		await check('error with its next steps');
	});

	it('has none without a key, and while the demo answers', async () => {
		await workbench.newConversation();
		await workbench.changeSettings({ 'cometGemini.baseUrl': 'https://gateway.invalid' });
		await panel().getByRole('button', { name: 'Try Without a Key' }).waitFor();
		await check('welcome without a key');
		await panel().getByRole('button', { name: 'Try Without a Key' }).click();
		await panel().getByRole('complementary', { name: 'Demo' }).waitFor();
		await check('demo');
	});

	it('is reported in docs/ACCESSIBILITY.md as it was found', async () => {
		const written = await readFile(join(projectRoot, 'docs', 'ACCESSIBILITY.md'), 'utf8');
		const rows = [...report].map(
			([state, count]) => `| ${state} |${` ${count} |`.repeat(THEMES.length)}`,
		);
		const [, table] =
			/\n(\| state[^\n]*\n\|[-|]+\n)((?:\|[^\n]*\n)+)/.exec(written)?.slice(1) ?? [];
		assert.equal(table, `${rows.join('\n')}\n`);
	});
}

/** The colours of code, which the host sends anew for another theme. */
function coloursOfCode(): string {
	const pieces = document.querySelectorAll<HTMLElement>('code span[style]');
	return Array.from(pieces, piece => piece.style.color).join();
}
