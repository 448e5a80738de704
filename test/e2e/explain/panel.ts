import assert from 'node:assert/strict';
import type { Workbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

export function panelTests(workbench: Workbench): void {
	const explain = explaining(workbench);
	const { prompt, thread, action } = explain;

	before(() => workbench.newConversation());

	it('streams there by default, and leaves the focus in the code', async () => {
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(19, 29);
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
		await workbench.chatView.getByText('Explain src/orbit.py:19-29').waitFor();
		await workbench.chatView.getByText('Worth knowing').waitFor();
		const focused = await workbench.page.evaluate(() => document.activeElement?.tagName);
		assert.notEqual(focused, 'IFRAME');
	});

	it('opens the places that it names', async () => {
		await workbench.editors.goToLine(1);
		await workbench.chatView.getByRole('link', { name: 'src/orbit.py:19' }).first().click();
		await workbench.page.getByText('Ln 19, Col').waitFor();
	});

	it('is shown at the code as well, and goes on in both', async () => {
		await workbench.runCommand('Comet Gemini: Show Explanation at the Code');
		await thread().getByText('Worth knowing').waitFor();
		await thread().locator('.review-thread-reply-button').click();
		await workbench.page.keyboard.insertText('Why fifty steps?');
		await prompt(() => thread().locator('.monaco-button', { hasText: 'Ask' }).click());
		assert.deepEqual(explain.lastRoles(), ['user', 'model', 'user']);
		await workbench.chatView.getByText('Why fifty steps?', { exact: true }).waitFor();
		await action('Remove Explanation').first().dispatchEvent('click');
	});
}

export function failureTests(workbench: Workbench): void {
	const explain = explaining(workbench);
	const { prompt, thread } = explain;

	const explainLine = async (line: number) => {
		await workbench.openFile('src/orbit.py');
		await workbench.editors.selectLines(line);
		await prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
	};

	it('keeps what came and goes on where it stopped', async () => {
		workbench.demo.model.queueScenario({ name: 'cut' });
		await explainLine(16);
		await thread().getByText('The answer may be incomplete').waitFor();
		await workbench.screenshot('explain cut');
		await prompt(() => thread().getByRole('link', { name: 'Continue' }).click());
		assert.deepEqual(explain.lastRoles(), ['user', 'model', 'user']);
	});

	it('says what went wrong, with the way on', async () => {
		workbench.demo.model.queueScenario({ name: 'model-retired' });
		await explainLine(4);
		const failed = thread().filter({ hasText: 'The endpoint does not know this model' });
		await failed.waitFor();
		await failed.getByRole('link', { name: 'Choose Model' }).click();
		await workbench.quickInput.rows.filter({ hasText: 'gemini-3.5-flash' }).first().waitFor();
		await workbench.page.keyboard.press('Escape');
	});
}
