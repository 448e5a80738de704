import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
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
			await until(() => requests().length > before, 'The endpoint was not asked.');
			return lastText(requests()[before]?.body);
		},
		/** Waits until the endpoint has answered in full. */
		async finished(): Promise<void> {
			await until(
				() => requests().at(-1)?.outcome === 'finished',
				'The endpoint has not answered in full.',
			);
		},
		/** A button in the head of a thread. */
		action: (label: string): Locator =>
			workbench.page.locator('.review-widget .head').getByRole('button', { name: label }),
		lastInstruction: (): string =>
			partsText(property(requests().at(-1)?.body, 'systemInstruction')),
		lastRoles: (): unknown[] => {
			const contents = property(requests().at(-1)?.body, 'contents');
			return Array.isArray(contents) ? contents.map(content => property(content, 'role')) : [];
		},
		lastOutcome: () => requests().at(-1)?.outcome,
		/** The thread of an inline explanation. */
		thread(): Locator {
			return workbench.page.locator('.review-widget');
		},
		lineNumber: (line: number): Locator =>
			workbench.editors.active.locator('.line-numbers').getByText(String(line), { exact: true }),
	};
}

async function until(holds: () => boolean, failure: string): Promise<void> {
	const end = Date.now() + 20_000;
	while (!holds()) {
		assert.ok(Date.now() < end, failure);
		await setTimeout(50);
	}
}

function lastText(body: unknown): string {
	const contents = property(body, 'contents');
	return partsText(Array.isArray(contents) ? contents.at(-1) : undefined);
}

function partsText(content: unknown): string {
	const parts = property(content, 'parts');
	const texts = Array.isArray(parts) ? parts.map(part => property(part, 'text')) : [];
	return texts.filter(text => typeof text === 'string').join('');
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
