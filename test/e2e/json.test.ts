import assert from 'node:assert/strict';
import { useWorkbench } from './support/workbench.ts';

describe('Generate JSON from Schema', () => {
	const workbench = useWorkbench();
	/** Waits until the document in the editor looks so. */
	async function waitForText(pattern: RegExp): Promise<void> {
		while (!pattern.test(await workbench.editors.text())) {
			await workbench.page.waitForTimeout(200);
		}
	}

	async function wish(text: string): Promise<void> {
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await workbench.quickInput.enter(text);
	}

	it('streams JSON into a new document, and finds what only the whole schema forbids', async () => {
		await workbench.openFile('schemas/programme.schema.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('programme.schema.json');
		await wish('a day with three talks');
		// The endpoint is not told of patterns: the model could not know that times look like 09:30.
		await workbench.page
			.locator(
				'.statusbar-item[aria-label*="3 Errors" i], .statusbar-item[aria-label*="Errors: 3"]',
			)
			.waitFor();
		for (const theme of ['light', 'high contrast', 'dark'] as const) {
			await workbench.setTheme(theme);
			await workbench.screenshot(`json ${theme}`);
		}
		const value: { talks?: unknown[] } = JSON.parse(await workbench.editors.text());
		assert.equal(value.talks?.length, 3);
	});

	it('takes a component of an API description, also where the endpoint refuses JSON Schema', async () => {
		await workbench.openFile('api/openapi.yaml');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('openapi.yaml');
		await workbench.quickInput.choose('Talk');
		await wish('[[scenario:no-json-schema]] a talk');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-2"]').waitFor();
		await waitForText(/"title"[\s\S]*\}\s*$/);
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		assert.match(JSON.stringify(body), /"responseSchema"/);
	});

	it('keeps what came when it is cancelled', async () => {
		await workbench.openFile('README.md');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('programme.schema.json');
		await wish('[[scenario:hang-mid-stream]] a long day');
		await workbench.page.locator('.tab.active[aria-label^="Untitled-3"]').waitFor();
		await workbench.page.waitForTimeout(1_500);
		await workbench.showNotifications();
		await workbench.notifications
			.filter({ hasText: 'Generating JSON' })
			.getByRole('button', { name: 'Cancel' })
			.click();
		while (workbench.demo.model.requests.at(-1)?.outcome !== 'aborted') {
			await workbench.page.waitForTimeout(100);
		}
		assert.match(await workbench.editors.text(), /^\{/);
	});
});
