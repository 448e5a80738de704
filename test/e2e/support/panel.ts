import type { Workbench } from './workbench.ts';

/** What a person sees of the panel in the side bar, and does in it. */
export function panelOf(workbench: Workbench) {
	const composer = () => workbench.chatView.getByRole('textbox', { name: 'Message to Gemini' });
	const finished = () => workbench.chatView.locator('article.turn.model[aria-busy=false]');
	return {
		composer,
		/** The last answer. */
		answer: () => workbench.chatView.locator('article.turn.model').last(),
		/** The answers that have ended. */
		finished,
		async ask(text: string): Promise<void> {
			await composer().fill(text);
			await composer().press('Enter');
		},
		/** Waits until the given number of answers has ended. */
		async answers(count: number): Promise<void> {
			await finished()
				.nth(count - 1)
				.waitFor();
		},
	};
}

/** The composer with what belongs to it, also while a list makes a combobox of its text box. */
export function composerOf(workbench: Workbench) {
	return {
		composer: () =>
			workbench.chatView.locator('comet-composer textarea[aria-label="Message to Gemini"]'),
		list: () => workbench.chatView.getByRole('listbox', { name: 'Suggestions' }),
		chips: () => workbench.chatView.locator('comet-composer .attachment'),
		notice: () => workbench.chatView.locator('.notice'),
		finished: panelOf(workbench).finished,
	};
}
