import * as vscode from 'vscode';
import type { Fetch } from '../gemini/transport.ts';
import { DEMO_BASE_URL } from './demoEndpoint.ts';
import { lazy } from './lazy.ts';

const STATE = 'demo.isOn';

/**
 * *Try Without a Key*: while it is on, the demo model answers in place of the endpoint of the settings. A window
 * keeps what it began with or was told itself: one that shows that nothing leaves the machine must not begin to
 * send because the demo was ended in another.
 */
export class DemoMode implements vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<void>();
	readonly onDidChange = this.changed.event;

	/** Outlives the window. */
	private readonly state: vscode.Memento;
	private isOnHere: boolean;

	constructor(state: vscode.Memento) {
		this.state = state;
		this.isOnHere = state.get(STATE) === true;
	}

	get isOn(): boolean {
		return this.isOnHere;
	}

	async set(isOn: boolean): Promise<void> {
		if (this.isOnHere !== isOn) {
			await this.state.update(STATE, isOn || undefined);
			this.isOnHere = isOn;
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
