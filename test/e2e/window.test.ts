import assert from 'node:assert/strict';
import { useWorkbench } from './support/workbench.ts';

describe('A window with the extension', () => {
	const workbench = useWorkbench();

	it('shows the chat in the side bar', async () => {
		await workbench.runCommand('Comet Gemini: Focus on Chat View');
		await workbench.chatView.getByRole('textbox').waitFor();
		await workbench.screenshot('window');
	});

	it('opens a file, selects in it and reads it', async () => {
		await workbench.openFile('README.md');
		await workbench.editors.selectLines(1);
		assert.match(await workbench.editors.text(), /^# /);
	});

	it('takes the themes of VS Code', async () => {
		for (const theme of ['light', 'high contrast', 'dark'] as const) {
			await workbench.setTheme(theme);
			await workbench.screenshot(`window ${theme}`);
		}
	});
});

describe('A window in French', () => {
	const workbench = useWorkbench({ language: 'fr' });

	it('shows the extension in French', async () => {
		await workbench.runCommand('Comet Gemini: Afficher le journal');
		await workbench.page.locator('.activitybar [aria-label^="Comet Gemini"]').first().click();
		await workbench.chatView.getByRole('textbox', { name: 'Message à Gemini' }).waitFor();
		await workbench.screenshot('window French');
	});
});
