import assert from 'node:assert/strict';
import { type Exchange, showConversation } from './support/importedConversation.ts';
import { panelFrame } from './support/seriousProblems.ts';
import { useWorkbench } from './support/workbench.ts';

/** Prose, a list, a table and code, as answers are. */
function exchange(index: number): Exchange {
	const text = [
		`## Part ${index}`,
		'Quick *comets* draw **bright arcs** over the `sleeping` observatory. '.repeat(6),
		'- one\n- two\n  - three\n- four',
		'| Name | Year |\n| --- | --- |\n| Halley | 1986 |\n| Encke | 2023 |',
		`\`\`\`ts\nexport const part${index} = ${index};\nfor (const each of [1, 2]) {\n\tconsole.log(each);\n}\n\`\`\``,
	].join('\n\n');
	return [`Question ${index}`, { text: `Thinking of ${index}.`, thought: true }, { text }];
}

describe('A conversation of a thousand turns', function () {
	this.timeout(180_000);
	const workbench = useWorkbench({ settings: { 'files.simpleDialog.enable': true } });

	/** Milliseconds between pictures while a person scrolls from the end to the start, sorted. */
	async function framesOfScrolling(steps: number): Promise<readonly number[]> {
		const frame = await panelFrame(workbench.page);
		await frame.locator('.conversation').hover();
		const frames = frame.evaluate(
			() =>
				new Promise<number[]>(resolve => {
					const times: number[] = [];
					let last = performance.now();
					const next = (now: number) => {
						times.push(now - last);
						last = now;
						const isOver = document.body.dataset['scrolled'] !== undefined;
						return isOver ? resolve(times) : requestAnimationFrame(next);
					};
					requestAnimationFrame(next);
				}),
		);
		for (let step = 0; step < steps; step++) {
			await workbench.page.mouse.wheel(0, -600);
		}
		await frame.evaluate(() => {
			document.body.dataset['scrolled'] = '';
		});
		const sorted = (await frames).toSorted((a, b) => a - b);
		await frame.evaluate(() => {
			delete document.body.dataset['scrolled'];
		});
		return sorted;
	}

	const at = (sorted: readonly number[], share: number) =>
		Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);

	it('opens at its end, scrolls as smoothly as a shorter one, and is found through', async () => {
		await showConversation(
			workbench,
			'Short',
			// As long as a person scrolls below.
			Array.from({ length: 150 }, (_, index) => exchange(index)),
		);
		const short = await framesOfScrolling(120);
		const started = performance.now();
		await showConversation(
			workbench,
			'Long',
			Array.from({ length: 500 }, (_, index) => exchange(1_000 + index)),
		);
		await workbench.chatView.locator('.user-text', { hasText: 'Question 1499' }).waitFor();
		const opened = performance.now() - started;
		const end = await workbench.chatView
			.locator('.conversation')
			.evaluate(element => element.scrollHeight - element.scrollTop - element.clientHeight);
		assert.ok(end < 50, `${end} pixels from the end`);
		const long = await framesOfScrolling(120);
		const words = (name: string, frames: readonly number[]) =>
			`${name}: ${frames.length} frames, median ${at(frames, 0.5)} ms, 95 % ${at(frames, 0.95)} ms, longest ${at(frames, 1)} ms`;
		console.log(
			`      opened in ${Math.round(opened)} ms, commands and dialogs included\n      ${words('short', short)}\n      ${words('long', long)}`,
		);
		// Wide on purpose: what else runs on the machine counts, too.
		assert.ok(at(long, 0.95) <= 4 * at(short, 0.95) + 100, 'slower than in a shorter one');

		await workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' }).click();
		await workbench.page.keyboard.press('ControlOrMeta+F');
		const bar = workbench.chatView.getByRole('search');
		await bar.getByRole('textbox', { name: 'Find' }).fill('part1250');
		await bar.locator('.find-count').getByText('1 of 1').waitFor();
		await workbench.chatView.getByText('part1250', { exact: true }).waitFor();
		await workbench.screenshot('long conversation find');
	});
});
