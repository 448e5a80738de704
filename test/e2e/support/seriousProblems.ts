import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** The frame of the panel's own page. */
export async function panelFrame(page: Page): Promise<Frame> {
	for (const frame of page.frames()) {
		if ((await frame.locator('comet-chat').count()) > 0) {
			return frame;
		}
	}
	throw new Error('The panel is not shown.');
}

/** What axe finds serious or worse in the panel as it is, as rule and element. */
export async function seriousProblems(page: Page): Promise<string[]> {
	return problemsIn(await panelFrame(page), ['serious', 'critical']);
}

type Impact = 'minor' | 'moderate' | 'serious' | 'critical';

/** What axe finds in the page as it is, as rule and element. */
export async function problemsIn(
	frame: Frame,
	impacts: readonly Impact[] = ['minor', 'moderate', 'serious', 'critical'],
): Promise<string[]> {
	if (await frame.evaluate(() => !('axe' in globalThis))) {
		await frame.evaluate(axe.source);
	}
	const results = await frame.evaluate(() => {
		// The page lies transparent over the side bar; axe takes for white what it cannot see.
		document.body.style.backgroundColor = 'var(--vscode-sideBar-background)';
		const { axe: injected } = globalThis as unknown as { axe: typeof axe };
		return injected.run(document, {
			resultTypes: ['violations'],
			// The page is a part of VS Code's window, where the view has its heading.
			rules: { 'page-has-heading-one': { enabled: false } },
		});
	});
	return results.violations
		.filter(({ impact }) => impacts.some(each => each === impact))
		.flatMap(({ id, nodes }) =>
			nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
		);
}
