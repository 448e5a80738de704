import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

export const THEMES = ['light', 'dark', 'high contrast', 'high contrast light'] as const;

/** What VS Code tells a page of a theme: variables on the root, a class and attributes on the body. */
interface PageTheme {
	readonly variables: string;
	readonly className: string;
	readonly data: Readonly<Record<string, string>>;
}

/** Goes through all themes in the window; in each, the page has taken it when `act` is called. */
export async function inEachTheme(
	workbench: Workbench,
	frame: Frame,
	act: (theme: (typeof THEMES)[number]) => Promise<void>,
): Promise<PageTheme[]> {
	const seen: PageTheme[] = [];
	for (const theme of THEMES) {
		await workbench.setTheme(theme);
		const isOther = (last: string) => document.body.className !== last;
		await frame.waitForFunction(isOther, seen.at(-1)?.className ?? '');
		await act(theme);
		seen.push(
			await frame.evaluate(() => ({
				variables: document.documentElement.getAttribute('style') ?? '',
				className: document.body.className,
				data: { ...document.body.dataset } as Record<string, string>,
			})),
		);
	}
	return seen;
}

/** Gives the page a theme as VS Code does, in no time; colours that the host sends stay. */
export function putOn(frame: Frame, theme: PageTheme): Promise<void> {
	return frame.evaluate(({ variables, className, data }) => {
		// As an attribute, the page's policy would refuse it.
		document.documentElement.style.cssText = variables;
		document.body.className = className;
		Object.assign(document.body.dataset, data);
	}, theme);
}
