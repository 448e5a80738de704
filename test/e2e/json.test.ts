import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepPictures } from './support/pictures.ts';
import { useWorkbench } from './support/workbench.ts';

describe('Generate JSON from Schema', () => {
	const workbench = useWorkbench();
	/** Waits until the document in the editor looks so. */
	async function waitForText(pattern: RegExp): Promise<void> {
		while (!pattern.test(await workbench.editors.text())) {
			await workbench.page.waitForTimeout(200);
		}
	}

	/** The file search does not know of new files at once; the explorer does. */
	async function openNewFile(name: string): Promise<void> {
		await workbench.page
			.locator('.explorer-folders-view .monaco-list-row', { hasText: name })
			.dblclick();
		await workbench.page.locator('.tab.active', { hasText: name }).first().waitFor();
	}

	/** Runs the command up to the wish. */
	async function begin(...choices: readonly string[]): Promise<void> {
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		for (const choice of [...choices, 'New document']) {
			await workbench.quickInput.choose(choice);
		}
	}

	async function wish(text: string): Promise<void> {
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await workbench.quickInput.enter(text);
	}

	it('streams JSON into a new document, and finds what only the whole schema forbids', async () => {
		await workbench.openFile('schemas/programme.schema.json');
		await begin('programme.schema.json');
		await wish('a day with three talks');
		// The endpoint is not told of patterns: the model could not know that times look like 09:30.
		await workbench.page
			.locator(
				'.statusbar-item[aria-label*="3 Errors" i], .statusbar-item[aria-label*="Errors: 3"]',
			)
			.waitFor();
		await keepPictures(workbench, 'json');
		const value: { talks?: unknown[] } = JSON.parse(await workbench.editors.text());
		assert.equal(value.talks?.length, 3);
		await workbench.editors.goToLine(3);
		await workbench.page.keyboard.press('ArrowRight');
		await workbench.runCommand('Show or Focus Hover');
		await workbench.page
			.locator('.monaco-hover', { hasText: 'What the day is about, in a few words.' })
			.first()
			.waitFor();
	});

	it('tells before it asks what the model enforces', async () => {
		await begin('programme.schema.json');
		await workbench.quickInput.message.filter({ hasText: 'checked here after' }).waitFor();
		await workbench.page.locator('.quick-input-widget [aria-label^="Show What the Model"]').click();
		const report = workbench.page
			.locator('iframe.webview.ready')
			.filter({ visible: true })
			.contentFrame()
			.frameLocator('#active-frame');
		await report.locator('li', { hasText: 'pattern' }).waitFor();
		assert.match(
			(await report.locator('li', { hasText: 'pattern' }).textContent()) ?? '',
			/^pattern \/\$defs\/talk\/properties\/start – the model is only told of it in words; with responseSchema:/,
		);
		// The box comes back for the wish.
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await keepPictures(workbench, 'json report');
		await workbench.quickInput.input.press('Escape');
		await workbench.runCommand('View: Close Editor');
		await workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
	});

	it('asks again only for the values that are wrong, and takes a round back', async () => {
		await begin('programme.schema.json');
		await wish('a day with two talks');
		const offer = workbench.notifications.filter({ hasText: 'does not satisfy' }).last();
		await offer.getByRole('button', { name: 'Repair 2 Values' }).waitFor();
		const before = await workbench.editors.text();
		// The demo model does not know patterns either, so its new values are told to it.
		workbench.demo.model.queueScenario({
			name: 'say',
			params: { text: '{"value1":"09:30","value2":"10:15"}' },
		});
		await offer.getByRole('button', { name: 'Repair 2 Values' }).click();
		const round = workbench.notifications.filter({ hasText: 'Round 1 of 2' });
		await round.getByRole('button', { name: 'Show Changes' }).waitFor();
		await keepPictures(workbench, 'json repair');
		const after = await workbench.editors.text();
		assert.deepEqual(
			JSON.parse(after).talks.map((talk: { start: string }) => talk.start),
			['09:30', '10:15'],
		);
		await round.getByRole('button', { name: 'Undo' }).click();
		await round.waitFor({ state: 'hidden' });
		assert.equal(await workbench.editors.text(), before);
	});

	it('takes a component of an API description, also where the endpoint refuses JSON Schema', async () => {
		await workbench.openFile('api/openapi.yaml');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.rows.filter({ hasText: 'Recently used' }).waitFor();
		await keepPictures(workbench, 'json schemas');
		await workbench.quickInput.input.press('Escape');
		await begin('openapi.yaml', 'Talk');
		await wish('[[scenario:no-json-schema]] a talk');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-3"]').waitFor();
		await waitForText(/"title"[\s\S]*\}\s*$/);
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		assert.match(JSON.stringify(body), /"responseSchema"/);
	});

	it('keeps what came when it is cancelled', async () => {
		await begin('programme.schema.json');
		await wish('[[scenario:hang-mid-stream]] a long day');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-4"]').waitFor();
		await waitForText(/^\{/);
		await workbench.showNotifications();
		await workbench.notifications
			.filter({ hasText: 'Generating JSON' })
			.getByRole('button', { name: 'Cancel' })
			.waitFor();
		await keepPictures(workbench, 'json streaming');
		await workbench.notifications
			.filter({ hasText: 'Generating JSON' })
			.getByRole('button', { name: 'Cancel' })
			.click();
		while (workbench.demo.model.requests.at(-1)?.outcome !== 'aborted') {
			await workbench.page.waitForTimeout(100);
		}
		assert.match(await workbench.editors.text(), /^\{/);
	});

	it('replaces the value under the cursor by the schema of that place, as one step to undo', async () => {
		const day = {
			$schema: './schemas/programme.schema.json',
			date: '2027-05-04',
			theme: 'Tails',
			talks: [{ title: 'Dust', speaker: { name: 'A' }, room: 'Wild', start: '09:00', minutes: 20 }],
		};
		const before = JSON.stringify(day, undefined, 2);
		await writeFile(join(workbench.workspace, 'day.json'), before);
		await openNewFile('day.json');
		await workbench.editors.selectText('"speaker"');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('The schema of day.json');
		await workbench.quickInput.rows.filter({ hasText: 'Replace the value' }).waitFor();
		await keepPictures(workbench, 'json places');
		await workbench.quickInput.choose('Replace the value of talks[0].speaker');
		await wish('someone else');
		await waitForText(/"speaker": \{\s+"name": "(?!A")[^"]+"[\s\S]+"room": "Wild"/);
		// The last piece, and the check that follows it.
		await workbench.page.waitForTimeout(3_000);
		const { talks, ...rest } = JSON.parse(await workbench.editors.text());
		assert.deepEqual(
			[rest, { ...talks[0], speaker: undefined }],
			[
				{ $schema: day.$schema, date: day.date, theme: day.theme },
				{ ...day.talks[0], speaker: undefined },
			],
		);
		await workbench.page.keyboard.press('ControlOrMeta+Z');
		assert.equal(await workbench.editors.text(), before);
	});

	it('makes the last request again, and shows what was asked for', async () => {
		await workbench.runCommand('Comet Gemini: Generate JSON Again');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-5"]').waitFor();
		await waitForText(/\}\s*$/);
		const [first, again] = workbench.demo.model.requests.slice(-2).map(({ body }) => body);
		assert.deepEqual(again, first);
		await workbench.runCommand('Comet Gemini: Open JSON History');
		await workbench.quickInput.rows.filter({ hasText: 'someone else' }).waitFor();
		await keepPictures(workbench, 'json history');
		await workbench.quickInput.choose('a day with two talks');
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		assert.equal(await workbench.quickInput.input.inputValue(), 'a day with two talks');
		await workbench.quickInput.input.press('Escape');
	});

	it('makes many items in batches', async () => {
		const person = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
		await writeFile(join(workbench.workspace, 'person.json'), JSON.stringify(person));
		await openNewFile('person.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('person.json');
		await workbench.quickInput.choose('Many items');
		await wish('a person');
		await workbench.quickInput.message.filter({ hasText: 'How many?' }).waitFor();
		await workbench.quickInput.enter('23');
		await workbench.quickInput.choose('JSONL');
		await workbench.quickInput.input.press('Enter');
		await waitForText(/^(?:\{.*\}\n){23}$/);
		const counts = workbench.demo.model.requests
			.filter(({ method }) => method === 'POST')
			.slice(-3)
			.map(({ body }) => /exactly (\d+) of them/.exec(JSON.stringify(body))?.[1]);
		assert.deepEqual(counts, ['10', '10', '3']);
	});

	it('goes on with a batch after the window was reloaded', async () => {
		const names = Array.from({ length: 8 }, (_, index) => ({ name: `Person ${index}` }));
		workbench.demo.model.queueScenario({
			name: 'say',
			params: { text: encodeURIComponent(JSON.stringify(names)), delta: '40', rate: '0.5' },
		});
		await workbench.editors.show('person.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('person.json');
		await workbench.quickInput.choose('Many items');
		await wish('another person');
		await workbench.quickInput.message.filter({ hasText: 'How many?' }).waitFor();
		await workbench.quickInput.enter('8');
		await workbench.quickInput.choose('JSONL');
		await workbench.quickInput.input.press('Enter');
		await waitForText(/Person 3/);
		await keepPictures(workbench, 'json batch');
		await workbench.reload();
		await workbench.runCommand('Comet Gemini: Open JSON History');
		const row = workbench.quickInput.rows
			.filter({ hasText: 'another person' })
			.filter({ hasText: 'of 8 items' })
			.first();
		await row.hover();
		await keepPictures(workbench, 'json batch history');
		await row.hover();
		await row.locator('[aria-label^="Make the Missing Items"]').click();
		await waitForText(/^(?:\{.*\}\n){8}$/);
		assert.match(await workbench.editors.text(), /^\{"name":"Person 0"\}\n\{"name":"Person 1"\}\n/);
	});
});
