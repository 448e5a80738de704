import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepPictures } from '../support/pictures.ts';
import type { Workbench } from '../support/workbench.ts';
import { explaining } from './explaining.ts';

export function inlineTests(workbench: Workbench): void {
	const explain = explaining(workbench);
	const { thread, prompt, action } = explain;

	const explainLines = async (path: string, first: number, last: number) => {
		await workbench.openFile(path);
		await workbench.editors.selectLines(first, last);
		return prompt(() => workbench.runCommand('Comet Gemini: Explain Selection'));
	};

	afterEach(async () => {
		while ((await thread().count()) > 0) {
			await action('Remove Explanation').first().dispatchEvent('click');
			await thread().first().waitFor({ state: 'detached' });
		}
		await workbench.runCommand('View: Close All Editors');
	});

	it('streams into a thread at its lines, and the Comments view stays shut', async () => {
		await explainLines('src/schedule.ts', 11, 21);
		await thread().getByText('Explanation · lines 11–21').waitFor();
		await action('Stop Explaining').waitFor();
		await thread().getByText('Worth knowing').waitFor();
		await action('Explain Again…').waitFor();
		await thread()
			.getByText(/^Sent: the code, /)
			.waitFor();
		assert.equal(await workbench.page.locator('.comments-panel').count(), 0);
		await keepPictures(workbench, 'explain inline');
	});

	it('takes a follow-up in place, which continues the same conversation', async () => {
		await explainLines('src/schedule.ts', 23, 25);
		await action('Explain Again…').waitFor();
		await thread().locator('.review-thread-reply-button').click();
		await workbench.page.keyboard.insertText('And at the edges?');
		await prompt(() => thread().locator('.monaco-button', { hasText: 'Ask' }).click());
		assert.deepEqual(explain.lastRoles(), ['user', 'model', 'user']);
		const comments = thread().locator('.review-comment');
		await comments.nth(2).getByText('Demo').waitFor();
		assert.equal(await comments.nth(1).locator('.comment-body').innerText(), 'And at the edges?');
		await workbench.screenshot('explain follow-up');
	});

	it('stops and keeps what came', async () => {
		const words = 300;
		const code = `// [[scenario:tiny-deltas count=${words} rate=20]]\nexport const a = 1;\n`;
		await writeFile(join(workbench.workspace, 'src', 'slow.ts'), code);
		await explainLines('src/slow.ts', 1, 2);
		await thread().getByText('w0 w1 w2').waitFor();
		await action('Stop Explaining').click();
		await thread().getByText('Stopped').waitFor();
		assert.match(await thread().innerText(), /w0 w1 w2/);
		assert.equal(explain.lastOutcome(), 'aborted');
	});

	it('moves with its lines, and says when the code under it has changed', async () => {
		await explainLines('src/schedule.ts', 23, 25);
		await action('Explain Again…').waitFor();
		await workbench.editors.goToLine(1);
		await workbench.editors.type('\n\n\n');
		await thread().getByText('Explanation · lines 26–28').waitFor();
		await workbench.editors.goToLine(27);
		await workbench.editors.type('x');
		await thread().getByText('lines 26–28 · the code has changed since').waitFor();
		await workbench.screenshot('explain stale');
		await workbench.page.keyboard.press('Control+Z');
		await thread().getByText('Explanation · lines 26–28', { exact: true }).waitFor();
	});

	it('is asked again at another level', async () => {
		await explainLines('src/schedule.ts', 23, 25);
		await action('Explain Again…').click();
		const asked = prompt(() => workbench.quickInput.choose('one sentence'));
		assert.match(await asked, /^Explain this code\./);
		assert.match(explain.lastInstruction(), /Answer in one sentence/);
		await action('Explain Again…').waitFor();
		assert.equal(await thread().locator('.review-comment').count(), 1);
	});

	it('moves to a document and to the panel, and back to the code', async () => {
		await explainLines('src/orbit.py', 19, 29);
		await action('Show Explanation in a Document').click();
		await thread().waitFor({ state: 'detached' });
		await workbench.editors.tabs.filter({ hasText: 'orbit.py:19-29.md' }).waitFor();
		await explain.finished();
		await workbench.editors.show('orbit.py:19-29.md');
		await workbench.page.getByRole('button', { name: 'Move Explanation to the Panel' }).click();
		await workbench.chatView.getByText('Worth knowing').waitFor();
		await workbench.screenshot('explain panel');
		await workbench.editors.tabs
			.filter({ hasText: 'orbit.py:19-29.md' })
			.waitFor({ state: 'detached' });
		await workbench.runCommand('Comet Gemini: Show Explanation at the Code');
		await thread().getByText('Worth knowing').waitFor();
	});

	it('is still there after the window was reloaded, also where its code went meanwhile', async () => {
		await explainLines('src/orbit.py', 19, 29);
		await thread().getByText('Worth knowing').waitFor();
		await action('Explain Again…').waitFor();
		const file = join(workbench.workspace, 'src', 'orbit.py');
		const code = await readFile(file, 'utf8');
		await writeFile(file, `# A comet.\n${code}`);
		await workbench.reload();
		await thread().getByText('Explanation · lines 20–30').waitFor();
		await thread().getByText('Worth knowing').waitFor();
		await workbench.editors.goToLine(1);
		await workbench.runCommand('Delete Line');
		await thread().getByText('Explanation · lines 19–29').waitFor();
		await thread().locator('.review-thread-reply-button').click();
		await workbench.page.keyboard.insertText('And then?');
		await prompt(() => thread().locator('.monaco-button', { hasText: 'Ask' }).click());
		assert.deepEqual(explain.lastRoles(), ['user', 'model', 'user']);
	});

	it('links its places and symbols', async () => {
		await explainLines('src/orbit.py', 19, 29);
		await thread().getByRole('link', { name: 'src/orbit.py:19' }).first().click();
		await workbench.page.getByText('Ln 19, Col').waitFor();
	});

	it('loads no picture that an answer names, and runs no command', async () => {
		const attack = [
			'![a](https://attack.test/?stolen) and ![b][c] and [press me](command:workbench.action.quit)',
			'',
			'[c]: https://attack.test/2',
			'',
			'<img src="https://attack.test/3">',
			'',
			'The end.',
		].join('\n');
		const text = encodeURIComponent(attack);
		workbench.demo.model.queueScenario({ name: 'say', params: { text } });
		const asked: string[] = [];
		workbench.page.on('request', request => asked.push(request.url()));
		await explainLines('src/orbit.py', 16, 16);
		await thread().getByText('The end.').waitFor();
		assert.deepEqual(
			asked.filter(url => url.includes('attack.test')),
			[],
		);
		assert.equal(await thread().locator('.comment-body img').count(), 0);
		await thread().getByText('press me').click();
		await thread().getByText('The end.').waitFor();
	});
}
