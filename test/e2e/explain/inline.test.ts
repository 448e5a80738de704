import assert from 'node:assert/strict';
import { useWorkbench } from '../support/workbench.ts';

describe('An explanation at the code', () => {
	const workbench = useWorkbench({ settings: { 'cometGemini.explain.destination': 'inline' } });
	const thread = () => workbench.page.locator('.review-widget');

	it('streams into a thread at its lines, and the Comments view stays shut', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(12, 22);
		await workbench.runCommand('Comet Gemini: Explain Selection');
		await thread().getByText('Worth knowing').waitFor();
		await thread().getByRole('button', { name: 'Explain Again…' }).waitFor();
		await workbench.screenshot('explain inline dark');
		assert.equal(await workbench.page.locator('.comments-panel').count(), 0);
	});

	it('looks right in every theme', async () => {
		for (const theme of ['light', 'high contrast', 'dark'] as const) {
			await workbench.setTheme(theme);
			await workbench.screenshot(`explain inline ${theme}`);
		}
	});
});
