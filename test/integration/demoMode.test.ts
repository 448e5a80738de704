import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { endWithBaseUrl } from '../../src/platform/demoCommands.ts';
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

	it('ends with another base URL only where a person is, who has chosen that', async () => {
		const settings = vscode.workspace.getConfiguration('cometGemini');
		const before = settings.inspect('baseUrl')?.globalValue;
		const [here, elsewhere] = [new DemoMode(sharedState()), new DemoMode(sharedState())];
		await Promise.all([here.set(true), elsewhere.set(true)]);
		const ended = new Promise<void>(resolve => {
			here.onDidChange(resolve);
		});
		const notifier = { error: assert.ifError };
		const listening = [
			endWithBaseUrl(elsewhere, notifier, () => false),
			endWithBaseUrl(here, notifier, () => true),
		];
		try {
			const { Global } = vscode.ConfigurationTarget;
			await settings.update('baseUrl', 'https://another.test', Global);
			await ended;
			assert.deepEqual([here.isOn, elsewhere.isOn], [false, true]);
		} finally {
			vscode.Disposable.from(...listening).dispose();
			await settings.update('baseUrl', before, vscode.ConfigurationTarget.Global);
		}
	});
});
