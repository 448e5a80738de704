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
