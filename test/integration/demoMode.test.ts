import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { DemoMode } from '../../src/platform/demoMode.ts';

/** The state that all windows share. */
function sharedState(): vscode.Memento {
	const values = new Map<string, unknown>();
	return {
		keys: () => [...values.keys()],
		get: (key: string) => values.get(key) as never,
		update: async (key, value) => void values.set(key, value),
	};
}

describe('The demo in two windows', () => {
	it('ends and begins in a window only where that window says so', async () => {
		const state = sharedState();
		const [one, other] = [new DemoMode(state), new DemoMode(state)];
		await one.set(true);
		const begunByOne = [one.isOn, other.isOn];
		await other.set(true);
		await one.set(false);
		assert.deepEqual([begunByOne, one.isOn, other.isOn], [[true, false], false, true]);
	});

	it('is still on in the window that is opened next, and off when it was ended', async () => {
		const state = sharedState();
		await new DemoMode(state).set(true);
		const next = new DemoMode(state);
		const wasOn = next.isOn;
		await next.set(false);
		assert.deepEqual([wasOn, new DemoMode(state).isOn], [true, false]);
	});
});
