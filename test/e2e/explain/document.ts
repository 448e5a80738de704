import assert from 'node:assert/strict';
import { keepPictures } from '../support/pictures.ts';
import type { Workbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

export function documentTests(workbench: Workbench): void {
	const { finished, prompt } = explaining(workbench);
	const text = () =>
		workbench.page.locator('.editor-group-container').nth(1).locator('.view-lines');

	it('streams Markdown, with the code in focus', async () => {
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(19, 29);
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		await text().getByText('src/orbit.py:19-29').first().waitFor();
		await finished();
		await text().getByText('Step by step').waitFor();
		await keepPictures(workbench, 'explain document');
		await workbench.page.locator('.tab.active', { hasText: 'orbit.py' }).first().waitFor();
	});

	it('keeps its place while it grows', async () => {
		const { model } = workbench.demo;
		const words = Array.from({ length: 600 }, (_, index) => `line ${index}\n\n`).join('');
		model.queueScenario({ name: 'say', params: { text: encodeURIComponent(words) } });
		await workbench.runCommand('View: Close All Editors');
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(1, 3);
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		await text().getByText('line 10', { exact: true }).waitFor();
		await text().hover();
		await workbench.page.mouse.wheel(0, 400);
		await new Promise(resolve => setTimeout(resolve, 300));
		const top = () => text().evaluate(lines => lines.getBoundingClientRect().top);
		const before = await top();
		await finished();
		assert.equal(await top(), before);
	});

	it('opens the lines that it names', async () => {
		await workbench.runCommand('View: Close All Editors');
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(19, 29);
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		await finished();
		await workbench.editors.goToLine(1);
		const link = text().locator('.detected-link').first();
		await link.click({ modifiers: ['ControlOrMeta'] });
		await workbench.page.getByText('Ln 29, Col').waitFor();
	});
}
