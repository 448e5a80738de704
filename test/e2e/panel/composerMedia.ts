import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composerOf } from '../support/panel.ts';
import { keepPicturesOfPanel } from '../support/pictures.ts';
import { seriousProblems } from '../support/seriousProblems.ts';
import type { Workbench } from '../support/workbench.ts';

/** A red square of 8 pixels. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mN4YGCAFTEMLQkAbplQAYqyLckAAAAASUVORK5CYII=';

export function composerMediaTests(workbench: Workbench): void {
	const { chips, composer, finished, list, notice } = composerOf(workbench);

	function lastBody(): { contents: { parts: object[] }[]; systemInstruction?: object } {
		const body: unknown = workbench.demo.model.requests.at(-1)?.body;
		assert.ok(typeof body === 'object' && body !== null && 'contents' in body);
		return body as ReturnType<typeof lastBody>;
	}

	/** What the system gives a page for files that are dropped or pasted. */
	async function give(event: 'drop' | 'paste', files: readonly [name: string, type: string][]) {
		await composer().evaluate(
			(element, { event: type, given, data }) => {
				const transfer = new DataTransfer();
				const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
				for (const [name, mimeType] of given) {
					transfer.items.add(new File([bytes], name, { type: mimeType }));
				}
				const options = { bubbles: true, cancelable: true };
				element.dispatchEvent(
					type === 'drop'
						? new DragEvent(type, { ...options, dataTransfer: transfer })
						: new ClipboardEvent(type, { ...options, clipboardData: transfer }),
				);
			},
			{ event, given: files, data: PNG },
		);
	}

	beforeEach(async () => {
		await workbench.newConversation();
		await composer().fill('');
		while ((await chips().count()) > 0) {
			const count = await chips().count();
			await chips().last().getByRole('button').first().press('Delete');
			await chips()
				.nth(count - 1)
				.waitFor({ state: 'detached' });
		}
	});

	it('takes pictures, PDF, audio and video that are pasted or dropped, and sends them as they are', async () => {
		await give('paste', [['image.png', 'image/png']]);
		await chips().locator('img.thumbnail').waitFor();
		await give('drop', [
			['notes.pdf', 'application/pdf'],
			['talk.mp3', 'audio/mpeg'],
			['film.mp4', 'video/mp4'],
		]);
		await chips().nth(3).waitFor();
		await keepPicturesOfPanel(workbench, 'composer media');
		await composer().fill('What are these?');
		await composer().press('Enter');
		await finished().first().waitFor();
		const parts = lastBody().contents.at(-1)?.parts ?? [];
		assert.deepEqual(
			parts.map(part => JSON.stringify(part).slice(0, 45)),
			[
				'{"inlineData":{"mimeType":"image/png","data":',
				'{"inlineData":{"mimeType":"application/pdf","',
				'{"inlineData":{"mimeType":"audio/mp3","data":',
				'{"inlineData":{"mimeType":"video/mp4","data":',
				'{"text":"What are these?"}',
			],
		);
		await workbench.chatView.locator('article.turn.user img.thumbnail').waitFor();
		await workbench.screenshot('composer media sent');
	});

	it('says before sending what the model does not take', async () => {
		await workbench.changeSettings({ 'cometGemini.model': 'gemini-3.8-flash-tts' });
		await workbench.chatView.locator('.chip.model', { hasText: 'tts' }).waitFor();
		await give('paste', [['image.png', 'image/png']]);
		await chips().getByLabel('gemini-3.8-flash-tts does not take this').waitFor();
		await composer().fill('What is this?');
		await composer().press('Enter');
		await notice().getByText('gemini-3.8-flash-tts does not take all of this').waitFor();
		await workbench.screenshot('composer not taken');
		assert.deepEqual(await seriousProblems(workbench.page), []);
		await notice().getByRole('button', { name: 'Back to the Question' }).click();
		assert.equal(await workbench.chatView.locator('article').count(), 0);
		await workbench.changeSettings({ 'cometGemini.model': 'gemini-3.5-flash' });
		await chips().locator('.codicon-warning').waitFor({ state: 'detached' });
	});

	it('refuses what no model takes, with the reason', async () => {
		await give('drop', [['program.exe', 'application/x-msdownload']]);
		await notice().getByText('program.exe is neither text nor an image').waitFor();
		await notice().getByRole('button', { name: 'OK' }).click();
		await notice().waitFor({ state: 'detached' });
		assert.equal(await chips().count(), 0);
	});

	it('says what does not fit into the context, and gives the text back', async () => {
		await writeFile(join(workbench.workspace, 'large.txt'), 'words '.repeat(800_000));
		await workbench.newConversation();
		await composer().pressSequentially('@src/');
		await list().getByRole('option', { name: 'src/', exact: false }).first().waitFor();
		await composer().fill('');
		await workbench.chatView.getByRole('button', { name: 'Attach…' }).click();
		await workbench.quickInput.input.fill('large.txt');
		await workbench.quickInput.choose('large.txt');
		await chips().getByText('large.txt').waitFor();
		await composer().fill('Sum it up');
		await composer().press('Enter');
		await notice().getByText('More than the context of gemini-3.5-flash holds').waitFor();
		await workbench.screenshot('composer overflow');
		assert.deepEqual(await seriousProblems(workbench.page), []);
		await notice().getByRole('button', { name: 'Back to the Question' }).click();
		await notice().waitFor({ state: 'detached' });
		assert.equal(await composer().inputValue(), 'Sum it up');
		await chips().getByRole('button', { name: 'Remove large.txt' }).click();
		await chips().first().waitFor({ state: 'detached' });
	});

	it('offers commands after a slash, prompts of the workspace among them', async () => {
		const folder = join(workbench.workspace, '.github', 'prompts');
		await mkdir(folder, { recursive: true });
		await writeFile(
			join(folder, 'review.prompt.md'),
			'---\ndescription: Looks it over\n---\nBe strict.',
		);
		await composer().pressSequentially('/');
		await list().getByRole('option', { name: '/review' }).waitFor();
		await workbench.screenshot('composer commands');
		assert.deepEqual(await seriousProblems(workbench.page), []);
		await composer().pressSequentially('expl');
		await composer().press('Tab');
		assert.equal(await composer().inputValue(), '/explain ');
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(1, 3);
		await composer().pressSequentially('briefly');
		await composer().press('Enter');
		await finished().first().waitFor();
		const { contents, systemInstruction } = lastBody();
		assert.match(
			JSON.stringify(contents.at(-1)),
			/Attached selection of `src\/orbit\.py`, lines 1-3/,
		);
		assert.match(JSON.stringify(systemInstruction), /the command \/explain/);
	});

	it('draws with /image, by a model that can', async () => {
		await composer().fill('/image a red fox');
		await composer().press('Enter');
		await finished().first().waitFor();
		await workbench.chatView.locator('article.turn.model figure.media img').first().waitFor();
		assert.match(workbench.demo.model.requests.at(-1)?.path ?? '', /gemini-3\.1-flash-image/);
	});

	it('begins a new conversation with /clear', async () => {
		await composer().fill('hello');
		await composer().press('Enter');
		await finished().first().waitFor();
		await composer().fill('/clear');
		await composer().press('Enter');
		await workbench.chatView.locator('article').first().waitFor({ state: 'detached' });
		assert.equal(await composer().inputValue(), '');
	});

	it('takes files that are dragged from the explorer with Shift', async () => {
		const { page } = workbench;
		await workbench.runCommand('Comet Gemini: Open Conversation in Editor');
		await workbench.chatEditor.locator('comet-composer textarea').waitFor();
		await workbench.runCommand('View: Show Explorer');
		const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'README.md' });
		const target = page.locator('.editor-group-container.active .editor-container');
		const [from, to] = [await row.boundingBox(), await target.boundingBox()];
		assert.ok(from && to);
		await page.mouse.move(from.x + 40, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x + 80, from.y + from.height / 2, { steps: 3 });
		await page.keyboard.down('Shift');
		await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
		await workbench.screenshot('composer drag');
		await page.mouse.up();
		await page.keyboard.up('Shift');
		await workbench.chatEditor
			.locator('comet-composer .attachment')
			.getByText('README.md')
			.waitFor();
	});
}
