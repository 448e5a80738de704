import type { Workbench } from './workbench.ts';

/**
 * Leaves a conversation and shows it again as it is on the disk: a window forgets what it knows of
 * one that is deleted, and reads it anew when that is taken back.
 */
export async function readAgain(workbench: Workbench, title: string): Promise<void> {
	const { quickInput } = workbench;
	await workbench.newConversation();
	await workbench.runCommand('Comet Gemini: Show Conversations');
	const row = quickInput.rows.filter({ hasText: title }).first();
	await row.hover();
	await row.locator('.action-label[aria-label="Delete"]').click();
	await workbench.notifications
		.filter({ hasText: `“${title}” is deleted.` })
		.first()
		.getByRole('button', { name: 'Undo' })
		.click();
	await workbench.runCommand('Comet Gemini: Show Conversations');
	await quickInput.choose(title);
}
