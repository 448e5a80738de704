import assert from 'node:assert/strict';
import { panelFrame, seriousProblems } from './support/seriousProblems.ts';
import { useWorkbench } from './support/workbench.ts';

describe('The panel for everyone', () => {
	const workbench = useWorkbench();
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const finished = () => workbench.chatView.locator('article.turn.model[aria-busy=false]');

	before(async () => {
		await workbench.runCommand('Comet Gemini: New Conversation');
		for (const [index, text] of ['Show me a table', '[[scenario:bad-key]] hello'].entries()) {
			await composer().fill(text);
			await composer().press('Enter');
			await finished().nth(index).waitFor();
		}
	});

	for (const theme of ['light', 'dark', 'high contrast'] as const) {
		it(`has no serious accessibility problem in the ${theme} theme`, async () => {
			await workbench.setTheme(theme);
			await workbench.page.waitForTimeout(1_000);
			assert.deepEqual(await seriousProblems(workbench.page), []);
		});
	}

	it('can be used by keyboard alone: compose, send, reach the buttons of the answer', async () => {
		await workbench.runCommand('Comet Gemini: New Conversation');
		await workbench.chatView.locator('article').first().waitFor({ state: 'detached' });
		await workbench.page.keyboard.type('By keyboard');
		await workbench.page.keyboard.press('Enter');
		await finished().first().waitFor();
		const names: string[] = [];
		for (let step = 0; step < 12; step++) {
			await workbench.page.keyboard.press('Shift+Tab');
			names.push((await focusedName()) ?? '');
			assert.ok(await focusIsSeen(), names.at(-1));
		}
		assert.ok(names.includes('Copy answer'), names.join(' | '));
	});

	it('announces the end of an answer, not its words', async () => {
		const status = workbench.chatView
			.locator('[role=status]')
			.filter({ hasText: 'Answer complete.' });
		await status.waitFor({ state: 'attached' });
		assert.equal(await workbench.chatView.locator('[role=log]').getAttribute('aria-live'), 'off');
	});

	/** By its outline; around the text of the composer stands a frame. */
	async function focusIsSeen(): Promise<boolean> {
		return (await panelFrame(workbench.page)).evaluate(() => {
			const focused = document.activeElement;
			const isOutlined = focused !== null && getComputedStyle(focused).outlineStyle !== 'none';
			return (
				isOutlined || focused === document.body || focused?.matches('.composer-input') === true
			);
		});
	}

	async function focusedName(): Promise<string | null> {
		return (await panelFrame(workbench.page)).evaluate(
			() => document.activeElement?.getAttribute('aria-label') ?? null,
		);
	}
});
