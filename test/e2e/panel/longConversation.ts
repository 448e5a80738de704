import assert from 'node:assert/strict';
import { type Exchange, showConversation } from '../support/importedConversation.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

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

export function longConversationTests(workbench: Workbench): void {
	const conversation = () => workbench.chatView.locator('.conversation');

	before(() =>
		showConversation(
			workbench,
			'Long',
			Array.from({ length: 500 }, (_, index) => exchange(1_000 + index)),
		),
	);

	it('opens at its end', async () => {
		await workbench.chatView.locator('.user-text', { hasText: 'Question 1499' }).waitFor();
		await until(async () => (await fromEnd()) < 50);
	});

	it('moves by what a person scrolls, though what comes into view takes its height only then', async () => {
		await conversation().hover();
		for (let step = 0; step < 20; step++) {
			await markMiddle();
			await workbench.page.mouse.wheel(0, -300);
			await until(async () => Math.abs((await movedBy()) - 300) < 3);
			await settled();
			assert.equal(Math.round((await movedBy()) / 10), 30);
		}
	});

	it('leads back to its end with a button', async () => {
		assert.ok((await fromEnd()) > 1_000);
		// By its class: the role of each of so many elements takes a browser seconds to find out.
		await workbench.chatView.locator('.jump button').click();
		await until(async () => (await fromEnd()) < 50);
	});

	it('is found through', async () => {
		await workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' }).click();
		await workbench.page.keyboard.press('ControlOrMeta+F');
		const bar = workbench.chatView.getByRole('search');
		await bar.getByRole('textbox', { name: 'Find' }).fill('part1250');
		await bar.locator('.find-count').getByText('1 of 1').waitFor();
		await workbench.chatView.getByText('part1250', { exact: true }).waitFor();
		await workbench.screenshot('long conversation find');
	});

	const fromEnd = () =>
		conversation().evaluate(
			({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
		);

	/** Remembers what stands in the middle of the view, and where. */
	const markMiddle = () =>
		conversation().evaluate(element => {
			const { left, top, width, height } = element.getBoundingClientRect();
			const middle = document.elementFromPoint(left + width / 2, top + height / 2);
			document.querySelector('[data-marked]')?.removeAttribute('data-marked');
			middle?.setAttribute('data-marked', String(middle.getBoundingClientRect().top));
		});

	const movedBy = () =>
		conversation().evaluate(element => {
			const marked = element.querySelector('[data-marked]');
			const from = Number(marked?.getAttribute('data-marked'));
			return (marked?.getBoundingClientRect().top ?? Number.NaN) - from;
		});

	/** Pictures in which what comes into view would take its height. */
	const settled = () =>
		conversation().evaluate(async () => {
			for (let picture = 0; picture < 5; picture++) {
				await new Promise(requestAnimationFrame);
			}
		});
}
