import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { describeError } from '../host/describeError.ts';
import { projectRoot } from '../host/projectRoot.ts';
import { Workbench } from './support/workbench.ts';

/** `npm run screenshots`: the pictures of the README, from the real VS Code with the demo model. */

const folder = join(projectRoot, 'docs', 'images');

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const workbench = new Workbench({
		viewport: { width: 1200, height: 750 },
		settings: { 'editor.minimap.enabled': false, 'cometGemini.explain.destination': 'inline' },
	});
	try {
		await workbench.open();
		await workbench.setTheme('dark');
		await explain(workbench);
		await chat(workbench);
		await json(workbench);
	} finally {
		await workbench.close();
	}
}

async function explain(workbench: Workbench): Promise<void> {
	await workbench.openFile('src/schedule.ts');
	await workbench.editors.selectLines(11, 20);
	await workbench.runCommand('Comet Gemini: Explain Selection');
	await workbench.page.locator('.review-widget .comment-body').getByText('Demo').waitFor();
	await save(workbench, 'explain');
	await workbench.page.keyboard.press('Escape');
}

async function chat(workbench: Workbench): Promise<void> {
	await workbench.runCommand('Comet Gemini: New Conversation');
	const { chatView } = workbench;
	// Wide enough to read.
	const sash = workbench.page.locator('.monaco-sash.vertical').nth(1);
	const box = await sash.boundingBox();
	if (box !== null) {
		await workbench.page.mouse.move(box.x + 2, 300);
		await workbench.page.mouse.down();
		await workbench.page.mouse.move(box.x + 170, 300);
		await workbench.page.mouse.up();
	}
	await chatView
		.getByRole('textbox', { name: 'Message to Gemini' })
		.fill('Write a function that finds the first free room, with a table of its cases');
	await workbench.page.keyboard.press('Enter');
	await chatView.locator('article.turn.model[aria-busy=false]').waitFor();
	await save(workbench, 'chat');
}

async function json(workbench: Workbench): Promise<void> {
	await workbench.runCommand('View: Close All Editors');
	await workbench.openFile('schemas/programme.schema.json');
	await workbench.runCommand('Comet Gemini: Generate JSON from Schema');
	for (const choice of ['programme.schema.json', 'New document']) {
		await workbench.quickInput.choose(choice);
	}
	await workbench.quickInput.message.filter({ hasText: 'What should it hold?' }).waitFor();
	await workbench.quickInput.enter('Two days of talks about comets');
	await workbench.notifications.first().waitFor();
	await save(workbench, 'json');
}

async function save(workbench: Workbench, name: string): Promise<void> {
	// Tool tips go, and colours come.
	await workbench.page.mouse.move(0, 0);
	await workbench.page.waitForTimeout(1_500);
	await workbench.page.locator('.workbench-hover').waitFor({ state: 'hidden' });
	await workbench.page.screenshot({ path: join(folder, `${name}.png`) });
}

try {
	await main();
} catch (error) {
	console.error(describeError(error));
	process.exitCode = 1;
}
