import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../host/projectRoot.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

export function screenReaderTests(workbench: Workbench): void {
	it('is what docs/ACCESSIBILITY.md says', async () => {
		await workbench.newConversation();
		const { chatView } = workbench;
		await chatView.getByRole('textbox', { name: 'Message to Gemini' }).fill('Hello');
		await workbench.page.keyboard.press('Enter');
		const answer = chatView.locator('article.turn.model[aria-busy=false]');
		await answer.waitFor();
		// The end of an answer is said, not its words.
		const status = chatView.locator('[role=status]').filter({ hasText: 'Answer complete.' });
		await status.waitFor({ state: 'attached' });
		assert.equal(await chatView.getByRole('log').getAttribute('aria-live'), 'off');
		const found = (await answer.ariaSnapshot()).replaceAll(/\d+/g, 'N');
		const written = await readFile(join(projectRoot, 'docs', 'ACCESSIBILITY.md'), 'utf8');
		const [, expected] = /```yaml\n([\s\S]*?)\n```/.exec(written) ?? [];
		assert.equal(found, expected);
	});

	it('is told of the end of every answer, also when nothing else was said in between', async () => {
		const { chatView } = workbench;
		const status = chatView.locator('[role=status]').filter({ hasText: 'Answer complete.' });
		const said = await status.textContent();
		const answers = chatView.locator('article.turn.model[aria-busy=false]');
		const count = await answers.count();
		await chatView.getByRole('textbox', { name: 'Message to Gemini' }).fill('Hello again');
		await workbench.page.keyboard.press('Enter');
		await answers.nth(count).waitFor();
		await until(async () => (await status.textContent()) !== said);
	});
}
