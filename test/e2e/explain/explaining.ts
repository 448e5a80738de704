import type { Locator } from 'playwright-core';
import type { Workbench } from '../support/workbench.ts';

/** What the tests of explanations do and see. */
export function explaining(workbench: Workbench) {
	const requests = () => workbench.demo.model.requests.filter(({ method }) => method === 'POST');
	return {
		/** The question that the action sends to the endpoint. */
		async prompt(action: () => Promise<unknown>): Promise<string> {
			const before = requests().length;
			await action();
			while (requests().length === before) {
				await new Promise(resolve => setTimeout(resolve, 50));
			}
			return lastText(requests()[before]?.body);
		},
		/** Waits for the end of an answer in a document. */
		async answered(): Promise<void> {
			await workbench.page.locator('.view-line', { hasText: 'Demo' }).first().waitFor();
		},
		/** The thread of an inline explanation. */
		get thread(): Locator {
			return workbench.page.locator('.review-widget');
		},
		menuItem: (label: string): Locator =>
			workbench.page.locator('.monaco-menu .action-item').filter({
				has: workbench.page.locator('.action-label', { hasText: new RegExp(`^${label}`) }),
			}),
		lineNumber: (line: number): Locator =>
			workbench.editors.active.locator('.line-numbers').getByText(String(line), { exact: true }),
	};
}

function lastText(body: unknown): string {
	const contents = property(body, 'contents');
	const parts = property(Array.isArray(contents) ? contents.at(-1) : undefined, 'parts');
	const texts = Array.isArray(parts) ? parts.map(part => property(part, 'text')) : [];
	return texts.filter(text => typeof text === 'string').join('');
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
