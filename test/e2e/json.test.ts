import assert from 'node:assert/strict';
import { useWorkbench } from './support/workbench.ts';

describe('Generate JSON from Schema', () => {
	const workbench = useWorkbench();

	async function generate(wish: string): Promise<void> {
		await workbench.openFile('schemas/programme.schema.json');
		await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
		await workbench.quickInput.choose('programme.schema.json');
		await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
		await workbench.quickInput.enter(wish);
	}

	it('streams JSON that satisfies the schema into a new document', async () => {
		await generate('a day with three talks');
		await workbench.page.locator('.statusbar-item', { hasText: 'The JSON satisfies' }).waitFor();
		const value: unknown = JSON.parse(await workbench.editors.text());
		assert.ok(typeof value === 'object' && value !== null);
		for (const theme of ['light', 'high contrast', 'dark'] as const) {
			await workbench.setTheme(theme);
			await workbench.screenshot(`json ${theme}`);
		}
	});

	it('asks with the schema, and once more without what the endpoint refuses', async () => {
		await generate('[[scenario:no-json-schema]] a short day');
		await workbench.page.locator('.statusbar-item', { hasText: 'The JSON satisfies' }).waitFor();
		const { body } = workbench.demo.model.requests.at(-1) ?? {};
		assert.match(JSON.stringify(body), /"responseSchema"/);
	});

	it('shows as problems what a person breaks afterwards', async () => {
		await workbench.editors.goToLine(2);
		await workbench.editors.type('  "surprise": 1,\n');
		await workbench.runCommand('View: Focus Problems');
		await workbench.page
			.locator('.markers-panel .monaco-list-row', { hasText: 'Comet Gemini' })
			.first()
			.waitFor();
		await workbench.screenshot('json problems');
	});
});
