import { useWorkbench } from './support/workbench.ts';

describe('A window in French', () => {
	const workbench = useWorkbench({ language: 'fr' });

	it('shows the extension in French', async () => {
		await workbench.runCommand('Comet Gemini: Afficher le journal');
		await workbench.page.locator('.activitybar [aria-label^="Comet Gemini"]').first().click();
		await workbench.chatView.getByRole('textbox', { name: 'Message à Gemini' }).waitFor();
		await workbench.screenshot('window French');
	});
});
