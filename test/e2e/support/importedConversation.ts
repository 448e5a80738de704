import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../../../src/shared/content.ts';
import type { Workbench } from './workbench.ts';

/** A question and the parts of its answer. */
export type Exchange = readonly [question: string, ...answer: readonly Part[]];

/** An export of a conversation, as *Import Conversation* takes it. */
export function conversationFile(title: string, exchanges: readonly Exchange[]): string {
	const finish = { reason: 'STOP' };
	const at = Date.now();
	const turns = exchanges.flatMap(([question, ...parts], index) => [
		{ id: `q${index}`, role: 'user', createdAt: at, parts: [{ text: question }] },
		{ id: `a${index}`, role: 'model', model: 'demo', createdAt: at, status: 'done', finish, parts },
	]);
	const conversation = { id: 'c', title, createdAt: at, updatedAt: at, turns };
	return JSON.stringify({ format: 'comet-gemini-conversation', version: 1, conversation });
}

/** Imports a file of the workspace through the command; needs VS Code's simple file dialogs. */
export async function importFile(workbench: Workbench, name: string): Promise<void> {
	await workbench.runCommand('Comet Gemini: Import Conversation');
	// The dialog fills its box itself when it has read a folder, which need not be the file's.
	await workbench.quickInput.rows.filter({ hasText: '..' }).first().waitFor();
	await workbench.quickInput.input.fill(join(workbench.workspace, name));
	await workbench.quickInput.rows.filter({ hasText: name }).first().waitFor();
	await workbench.page.keyboard.press('Enter');
	await workbench.quickInput.input.waitFor({ state: 'hidden' });
}

/** Shows a conversation that was made up for a test. */
export async function showConversation(
	workbench: Workbench,
	title: string,
	exchanges: readonly Exchange[],
): Promise<void> {
	const name = `${title}.json`;
	await writeFile(join(workbench.workspace, name), conversationFile(title, exchanges));
	await importFile(workbench, name);
	const first = exchanges[0]?.[0] ?? '';
	await workbench.chatView.locator('.user-text', { hasText: first }).first().waitFor();
}
