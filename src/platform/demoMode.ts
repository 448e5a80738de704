import * as vscode from 'vscode';
import type { Fetch } from '../gemini/transport.ts';
import { DEMO_BASE_URL } from './demoEndpoint.ts';
import { lazy } from './lazy.ts';

const STATE = 'demo.isOn';

/** *Try Without a Key*: while it is on, the demo model answers in place of the endpoint of the settings. */
export class DemoMode implements vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<void>();
	readonly onDidChange = this.changed.event;

	/** Outlives the window. */
	private readonly state: vscode.Memento;

	constructor(state: vscode.Memento) {
		this.state = state;
	}

	get isOn(): boolean {
		return this.state.get(STATE) === true;
	}

	async set(isOn: boolean): Promise<void> {
		if (this.isOn !== isOn) {
			await this.state.update(STATE, isOn || undefined);
			this.changed.fire();
		}
	}

	dispose(): void {
		this.changed.dispose();
	}
}

/** The demo model is no part of what loads when VS Code starts, nor of the first real request. */
const demoModel = lazy(async () => {
	const { createDemoModel } = await import('../demoModel/demoModel.ts');
	return createDemoModel();
});

/** VS Code's own `fetch`; what is asked of the demo model never leaves this process. */
export const modelFetch: Fetch = async (input, init) =>
	input.startsWith(`${DEMO_BASE_URL}/`)
		? (await demoModel()).fetch(input, init)
		: globalThis.fetch(input, init);
