import assert from 'node:assert/strict';
import process from 'node:process';
import { seriousProblems } from './seriousProblems.ts';
import type { Workbench } from './workbench.ts';

const everyTheme = ['light', 'high contrast', 'high contrast light', 'dark'] as const;

/** Whether a person is going to look at the pictures: `EVERY_THEME=1 npm run test:e2e`. */
const isLookedAt = process.env['EVERY_THEME'] !== undefined;

/**
 * Keeps a picture of what is shown, see {@link Workbench.screenshot}: in every theme when a person
 * is going to look at them, and else in the theme that is set.
 */
export async function keepPictures(
	workbench: Workbench,
	name: string,
	check: () => Promise<void> = async () => {},
): Promise<void> {
	if (!isLookedAt) {
		await workbench.screenshot(name);
		await check();
		return;
	}
	for (const theme of everyTheme) {
		await workbench.setTheme(theme);
		// The colours of code follow a moment later.
		await workbench.page.waitForTimeout(1_000);
		await workbench.screenshot(`${name} ${theme}`);
		await check();
	}
}

/** Keeps pictures of the panel, which has no serious accessibility problem as it is. */
export function keepPicturesOfPanel(workbench: Workbench, name: string): Promise<void> {
	return keepPictures(workbench, name, async () => {
		assert.deepEqual(await seriousProblems(workbench.page), [], name);
	});
}
