import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { panelOf } from '../support/panel.ts';
import { keepPicturesOfPanel } from '../support/pictures.ts';
import { readAgain } from '../support/storedConversation.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

interface GenerateBody {
	readonly tools?: readonly Readonly<Record<string, unknown>>[];
	readonly contents: readonly { readonly parts: readonly { readonly inlineData?: unknown }[] }[];
	readonly generationConfig?: { readonly maxOutputTokens?: number };
}

/** What the window of {@link answerTests} is set to. */
export const answerSettings = {
	'cometGemini.model': 'gemini-2.5-flash',
	'cometGemini.tools.codeExecution': false,
	'cometGemini.safetySettings': { HARM_CATEGORY_HARASSMENT: 'BLOCK_NONE' },
	'workbench.trustedDomains.promptInTrustedWorkspace': true,
	'files.simpleDialog.enable': true,
};

export function answerTests(workbench: Workbench): void {
	const { answer, answers, ask, composer } = panelOf(workbench);
	const button = (name: string | RegExp) => workbench.chatView.getByRole('button', { name });

	async function askAndWait(text: string): Promise<void> {
		await ask(text);
		await answers(1);
	}

	/** Switches tools through the composer, with the keyboard. */
	async function toggle(...names: string[]): Promise<void> {
		await button(/^Tools of the model/).focus();
		await workbench.page.keyboard.press('Enter');
		for (const name of names) {
			await workbench.chatView.getByRole('switch', { name, exact: true }).focus();
			await workbench.page.keyboard.press('Space');
		}
		await workbench.page.keyboard.press('Escape');
	}

	function requests() {
		return workbench.demo.model.requests.filter(({ path }) => path.includes('Generate'));
	}

	function lastRequest(): GenerateBody {
		return requests().at(-1)?.body as GenerateBody;
	}

	/** Keeps pictures of what is shown, which is free of serious accessibility problems. */
	function pictures(name: string): Promise<void> {
		return keepPicturesOfPanel(workbench, `answers ${name}`);
	}

	async function clipboardHolds(pattern: RegExp): Promise<void> {
		await until(async () => pattern.test(await clipboard()));
	}

	function clipboard(): Promise<string> {
		return workbench.page.evaluate(() => navigator.clipboard.readText());
	}

	async function editorText(): Promise<string> {
		return (await workbench.editors.active.locator('.view-lines').innerText()).replaceAll(
			'\u00a0',
			' ',
		);
	}

	beforeEach(async () => {
		await workbench.changeSettings(answerSettings);
		await workbench.newConversation();
	});

	it('marks each sentence with its sources, which a card names and Enter opens', async () => {
		await toggle('Google Search');
		await askAndWait('How do comets get their tails?');
		assert.deepEqual(lastRequest().tools, [{ googleSearch: {} }]);
		await workbench.chatView
			.getByRole('meter', { name: /^Context: \d+ of 1,048,576 tokens \(0%\)$/ })
			.waitFor();
		const marks = answer().locator('.source-marks');
		assert.deepEqual(await marks.allInnerTexts(), ['1', '2', '13']);
		const paragraphs = await answer().locator('.markdown.text p').allInnerTexts();
		assert.match(paragraphs[0] ?? '', /give the overview\.\s*1$/);

		await answer()
			.getByRole('link', { name: /^Source 2: mozilla\.org/ })
			.focus();
		const card = workbench.chatView.getByRole('tooltip');
		await card.waitFor();
		assert.match(await card.innerText(), /2\. mozilla\.org[\s\S]*Confidence 97%/);
		await pictures('sources');
		await workbench.page.keyboard.press('Escape');
		await card.waitFor({ state: 'hidden' });
		await answer()
			.getByRole('link', { name: /^Source 1: wikipedia/ })
			.first()
			.hover();
		await card.waitFor();

		await answer()
			.getByRole('link', { name: /^Source 2: mozilla\.org/ })
			.focus();
		await workbench.page.keyboard.press('Enter');
		const dialog = workbench.page.locator('.monaco-dialog-box');
		await dialog.waitFor();
		assert.match(await dialog.innerText(), /developer\.mozilla\.org/);
		await dialog.getByRole('button', { name: 'Cancel' }).click();
	});

	it('says what the model is thinking of, and what it took in the end', async () => {
		await ask('[[scenario:drip bytes=24 ms=25]] What is a comet?');
		const thoughts = answer().locator('.thoughts > summary');
		await thoughts
			.filter({ hasText: /^\s*Thinking: (Reading the request|Choosing a form)$/ })
			.waitFor();
		await workbench.screenshot('answers thinking');
		await thoughts.filter({ hasText: /^\s*Thoughts · \d+ tokens$/ }).waitFor();
		assert.equal(await answer().locator('.thoughts').getAttribute('open'), null);
	});

	it('keeps the tools of each conversation, and says which the model does not take', async () => {
		await toggle('Google Search', 'Code execution');
		await askAndWait('Which question is this?');
		await workbench.newConversation();
		await button('Tools of the model').waitFor();
		await readAgain(workbench, 'Which question is this?');
		await button('Tools of the model: Google Search, Code execution').waitFor();

		await workbench.changeSettings({ 'cometGemini.model': 'gemini-3.1-flash-image' });
		await button('Tools of the model: Google Search').click();
		const maps = workbench.chatView.getByRole('switch', { name: 'Google Maps' });
		await maps.and(workbench.chatView.locator(':disabled')).waitFor();
		await workbench.chatView
			.getByText('gemini-3.1-flash-image draws images: it takes Google Search only.')
			.first()
			.waitFor();
		await pictures('tools');
		await workbench.page.keyboard.press('Escape');
	});

	it('shows the code that ran with its output, and saves what it drew', async () => {
		await workbench.changeSettings({ 'cometGemini.tools.codeExecution': true });
		await button('Tools of the model: Code execution').waitFor();
		await askAndWait('Plot the sum of 3, 5 and 8');
		const code = answer().locator('.fold.run');
		assert.match(
			await code.innerText(),
			/Code that the model ran \(python\)[\s\S]*values = \[3, 5, 8\]/,
		);
		await code.locator('.code-lines span[style]').first().waitFor();
		assert.match(await answer().locator('.fold.result').innerText(), /Result\s+sum=16/);
		await pictures('code');

		await answer().getByRole('button', { name: 'Save to the workspace…' }).click();
		await workbench.page.waitForTimeout(1_000);
		await workbench.screenshot('answers save dialog');
		await workbench.page.keyboard.press('Enter');
		const toast = workbench.notifications.filter({ hasText: 'Saved as plot-the-sum-of-3-5.png' });
		await toast.getByRole('button', { name: 'Copy as Markdown Link' }).click();
		const file = await readFile(join(workbench.workspace, 'plot-the-sum-of-3-5.png'));
		assert.equal(file.subarray(1, 4).toString(), 'PNG');
		await clipboardHolds(/^!\[Plot the sum of 3, 5 and 8\]\(plot-the-sum-of-3-5\.png\)$/);
	});

	it('draws pictures, tells drafts from the final one, and changes it in the next turn', async () => {
		await workbench.changeSettings({ 'cometGemini.model': 'gemini-3.1-flash-image' });
		await button(/gemini-3\.1-flash-image/).waitFor();
		await askAndWait('Draw a red heart');
		const figures = answer().locator('figure.media');
		assert.deepEqual(await figures.locator('.media-label').allInnerTexts(), ['Draft']);
		assert.equal(await figures.count(), 2);
		await pictures('images');
		await ask('Now make it blue');
		await answers(2);
		const pictured = lastRequest().contents.map(
			({ parts }) => parts.filter(({ inlineData }) => inlineData !== undefined).length,
		);
		assert.deepEqual(pictured, [0, 1, 0], 'the final picture goes back, the draft does not');
		await figures.last().getByRole('button', { name: 'Open in an editor' }).click();
		await workbench.page.locator('.tab.active', { hasText: 'now-make-it-blue.png' }).waitFor();
		await workbench.page
			.frameLocator('iframe.webview[src*="extensionId=vscode.media-preview"]')
			.frameLocator('#active-frame')
			.locator('img.scale-to-fit')
			.waitFor();
		await workbench.screenshot('answers image editor');
		await workbench.runCommand('View: Close All Editors');
	});

	it('lists places, pages with what became of them, and licences', async () => {
		await toggle('Google Maps', 'Web pages');
		await askAndWait('Compare https://example.com/a and https://example.com/paywall please');
		const pages = answer().locator('.sources.pages li');
		assert.deepEqual(
			(await pages.allInnerTexts()).map(text => text.trim().split(/\s+/).slice(1).join(' ')),
			['read', 'behind a paywall'],
		);
		await ask('Where can I get bread?');
		await answers(2);
		assert.match(
			await answer().locator('.sources.grounding').innerText(),
			/Café de la Comète\s+Google Maps/,
		);
		await ask('[[scenario:citations]] Write a sort');
		await answers(3);
		assert.match(
			await answer().locator('.sources.citations').innerText(),
			/Taken from existing material/,
		);
		await pictures('lists');
	});

	it('tells what an answer cost and how it went, and shows what went over the wire', async () => {
		await askAndWait('[[scenario:vertex]] What is a comet?');
		await button('Details').focus();
		await workbench.page.keyboard.press('Enter');
		const details = answer().getByRole('region', { name: 'Details' });
		await details.getByRole('button', { name: 'Raw events' }).waitFor();
		const text = await details.innerText();
		for (const fact of [
			/Tokens[\s\S]*Prompt\s+\d+ \(text \d+\)[\s\S]*Thoughts\s+\d+[\s\S]*Together\s+\d+/,
			/Price[\s\S]*Together\s+\$0\.\d+/,
			/To the first token\s+[\d.]+ s[\s\S]*To the end\s+[\d.]+ s/,
			/Model that answered\s+gemini-2\.5-flash/,
			/Response id\s+\S+/,
			/Created at the endpoint\s+20\d\d-/,
			/Traffic type\s+ON_DEMAND/,
			/Harassment\s+negligible/,
		]) {
			assert.match(text, fact);
		}
		await workbench.setViewport(1280, 1300);
		await pictures('details');
		await workbench.setViewport(1280, 800);

		await details.getByRole('button', { name: 'Request', exact: true }).click();
		await workbench.page.locator('.tab.active', { hasText: 'request.jsonc' }).waitFor();
		assert.match(
			await editorText(),
			/\/\/ POST http:[\s\S]*:streamGenerateContent[\s\S]*"What is a comet\?"|comet/,
		);
		await details.getByRole('button', { name: 'Raw events' }).click();
		await workbench.page.locator('.tab.active', { hasText: 'events.jsonc' }).waitFor();
		assert.match(await editorText(), /\/\/ \+\d\.\d{3} s[\s\S]*"candidates"/);
		await workbench.screenshot('answers inspector');
		await details.getByRole('button', { name: 'Response', exact: true }).click();
		await workbench.page.locator('.tab.active', { hasText: 'response.jsonc' }).waitFor();
		await details.getByRole('button', { name: 'Copy as cURL' }).click();
		await clipboardHolds(
			/^curl --no-buffer 'http:[\s\S]*--data-binary @- <<'JSON'[\s\S]*What is a comet/,
		);
		await workbench.runCommand('View: Close All Editors');
	});

	it('adds up what the conversation and the day have used in the status bar', async () => {
		await askAndWait('A question that is counted');
		await workbench.page.locator('[id="comet-gemini.comet-gemini.cometGemini.status"]').hover();
		const hover = workbench.page.locator('.monaco-hover', { hasText: 'This conversation' });
		await hover.waitFor();
		assert.match(
			await hover.innerText(),
			/This conversation: [\d,]+ tokens in, [\d,]+ out · about \$0\.\d+\s+Today: [\d,]+ tokens in/,
		);
		await workbench.screenshot('answers status bar');
		await workbench.page.mouse.move(700, 300);
	});

	it('says in words when the context is nearly full', async () => {
		await askAndWait('[[scenario:long size=31000]] Go on and on');
		await workbench.changeSettings({ 'cometGemini.model': 'gemini-3.8-flash-tts' });
		await workbench.chatView
			.getByRole('meter', { name: /^Context nearly full\. Context: \d,\d+ of 8,192 tokens/ })
			.waitFor();
		await pictures('gauge');
	});

	it('raises the limit that cut an answer, and asks again with it', async () => {
		await askAndWait('[[scenario:max-tokens]] Tell me a story');
		await answer().getByRole('button', { name: 'Raise the Limit' }).click();
		await workbench.quickInput.enter('70000');
		await workbench.quickInput.message.getByText('at most').waitFor();
		await workbench.quickInput.enter('4096');
		await until(() => lastRequest().generationConfig?.maxOutputTokens === 4_096);
		await answers(1);
	});

	it('lowers the thinking level and asks again', async () => {
		await askAndWait('[[scenario:max-tokens-empty]] Think hard');
		await pictures('card');
		const before = requests().length;
		await answer().getByRole('button', { name: 'Lower the Thinking Level' }).click();
		await workbench.quickInput.choose('minimal');
		await until(() => requests().length > before);
		assert.match(JSON.stringify(lastRequest().generationConfig), /"thinkingBudget":512/);
		await answers(1);
	});

	it('opens the question again where a filter cut its answer', async () => {
		await askAndWait('[[scenario:safety]] Something doubtful');
		await answer().getByRole('button', { name: 'Edit the Question' }).click();
		await workbench.chatView.locator('.edit-note').waitFor();
		await composer().fill('Something harmless');
		await workbench.chatView.getByRole('button', { name: 'Resend', exact: true }).click();
		await workbench.chatView.locator('.user-text', { hasText: 'Something harmless' }).waitFor();
		await answers(1);
		assert.match(await answer().innerText(), /Demo/);
	});

	it('counts down to the next attempt, which can be cancelled or given to another model', async () => {
		await ask('[[scenario:rate-limit times=9 delay=40s]] busy');
		await answer()
			.getByText(/Trying again in \d+ s \(attempt 2 of 5\)/)
			.waitFor();
		await pictures('countdown');
		await answer().getByRole('button', { name: 'Switch model' }).click();
		workbench.demo.model.reset();
		await workbench.quickInput.input.fill('gemini-3.5-flash-lite');
		await workbench.quickInput.choose('gemini-3.5-flash-lite');
		await until(() => /gemini-3\.5-flash-lite/.test(requests().at(-1)?.path ?? ''));
		await button('Cancel').click();
		await answers(1);
		await answer().getByText('Stopped', { exact: true }).waitFor();
	});

	it('says in the picker what each model takes, gives and costs', async () => {
		await workbench.runCommand('Comet Gemini: Choose Model');
		await workbench.quickInput.rows.filter({ hasText: 'per million tokens' }).first().waitFor();
		await workbench.screenshot('answers model picker');
		await workbench.quickInput.input.fill('draws images');
		const row = workbench.quickInput.rows.filter({ hasText: 'gemini-3.1-flash-image' });
		await row.waitFor();
		assert.match(
			await row.innerText(),
			/\$0\.50 in, \$60\.00 out per million tokens\s+64K in, 32K out · draws images · thinking: minimal, high · reads images · search$/,
		);
		await workbench.page.keyboard.press('Escape');
	});

	it('fits into 300 pixels, and into the narrowest panel', async () => {
		await toggle('Google Search');
		await askAndWait('How do comets get their tails?');
		await workbench.runCommand('Comet Gemini: Open Conversation in Editor');
		await workbench.chatEditor.locator('.source-marks').first().waitFor();
		await workbench.runCommand('View: Close All Editors');
		const bar = await workbench.chatView.locator('.composer-bar').boundingBox();
		assert.ok((bar?.height ?? 99) < 34, 'the tools of the composer stand in one line');
		await workbench.screenshot('answers 300 pixels');
		await workbench.setViewport(360, 900);
		await workbench.page.waitForTimeout(500);
		const overflow = await workbench.chatView
			.locator('.conversation')
			.evaluate(element => element.scrollWidth - element.clientWidth);
		assert.ok(overflow <= 0, `${overflow} pixels too wide`);
		await workbench.screenshot('answers narrow');
		await workbench.setViewport(1280, 800);
	});
}
