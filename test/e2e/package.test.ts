import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { buildForShipping, pack, sizeInKilobytes, squeeze, stage } from '../../tools/packages.ts';
import { temporaryFolder } from '../host/workspace.ts';
import { useWorkbench, type Workbench, type WorkbenchOptions } from './support/workbench.ts';

const noEndpoint = { 'cometGemini.baseUrl': 'https://gateway.invalid' };

describe('What is shipped', () => {
	const desktop: WorkbenchOptions = { settings: noEndpoint };
	const web: WorkbenchOptions = {
		// Extensions of the server run in the browser's host when they are told to.
		settings: { ...noEndpoint, 'remote.extensionKind': { 'comet-gemini.comet-gemini': ['web'] } },
	};

	before(async function () {
		this.timeout(180_000);
		await buildForShipping();
		desktop.extension = await stage('desktop');
		desktop.vsix = await pack(desktop.extension, 'desktop', await temporaryFolder());
		await squeeze(desktop.vsix, 1);
		web.extension = await stage('web');
		await pack(web.extension, 'web', await temporaryFolder());
	});

	it('holds no source, no test and no map', async () => {
		const files = await Promise.all(
			[desktop, web].map(({ extension = '' }) => readdir(extension, { recursive: true })),
		);
		assert.deepEqual(
			files.flat().filter(file => /\.(ts|map)$|\b(src|test|tools|node_modules)\b/.test(file)),
			[],
		);
	});

	it('is a package of at most 600 KB, which more rounds of compression make smaller still', async () => {
		const size = await sizeInKilobytes(desktop.vsix ?? '');
		assert.ok(size <= 600, `${size} KB`);
	});

	describe('installed from the file into a fresh VS Code', () => {
		const workbench = useWorkbench(desktop);

		it('answers without a key', () => converse(workbench, 'package'));

		it('exports the conversation, with the Markdown of the page', async () => {
			await workbench.runCommand('Comet Gemini: Export Conversation as Markdown');
			await workbench.quickInput.input.waitFor();
			await workbench.page.keyboard.press('Escape');
		});
	});

	describe('in the extension host of a browser', () => {
		const workbench = useWorkbench(web);

		it('answers without a key', () => converse(workbench, 'web package'));

		it('says what cannot be checked there', async () => {
			await workbench.runCommand('Comet Gemini: Diagnose Connection');
			const report = workbench.markdownPreview;
			await report.getByText('A browser does not let extensions check this').first().waitFor();
			await workbench.screenshot('web diagnosis');
		});
	});
});

async function converse(workbench: Workbench, name: string): Promise<void> {
	await workbench.runCommand('Comet Gemini: Focus on Chat View');
	const { chatView } = workbench;
	await chatView.getByRole('button', { name: 'Try Without a Key' }).click();
	await chatView.getByRole('complementary', { name: 'Demo' }).waitFor();
	await chatView.getByRole('textbox', { name: 'Message to Gemini' }).fill('What is a comet?');
	await workbench.page.keyboard.press('Enter');
	const answer = chatView.locator('article.turn.model[aria-busy=false]');
	await answer.getByText('made by the built-in demo model').waitFor();
	await answer.locator('pre code').first().waitFor();
	await workbench.screenshot(name);
}
