import * as vscode from 'vscode';
import { listen, registerCommand } from './commands.ts';
import { ContextKey } from './contextKey.ts';
import { CHAT_VIEW, COMMANDS, CONTEXT_KEYS, SECTION } from './contributions.ts';
import type { DemoMode } from './demoMode.ts';
import type { Notifier } from './notify.ts';

/** *Try Without a Key* and *End the Demo*; another base URL ends it, too, in the window where it is chosen. */
export function registerDemo(demo: DemoMode, notifier: Notifier): vscode.Disposable {
	const isDemo = new ContextKey(CONTEXT_KEYS.isDemo);
	void isDemo.set(demo.isOn);
	return vscode.Disposable.from(
		demo,
		listen(notifier, demo.onDidChange, () => isDemo.set(demo.isOn)),
		registerCommand(notifier, COMMANDS.tryDemo, async () => {
			await demo.set(true);
			await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
			return true;
		}),
		registerCommand(notifier, COMMANDS.endDemo, () => demo.set(false)),
		endWithBaseUrl(demo, notifier, () => vscode.window.state.focused),
	);
}

/** Settings change in all windows, but only one of them has the person in it who knows that answers are real now. */
export function endWithBaseUrl(
	demo: DemoMode,
	notifier: Notifier,
	isFocused: () => boolean,
): vscode.Disposable {
	return listen(notifier, vscode.workspace.onDidChangeConfiguration, event =>
		event.affectsConfiguration(`${SECTION}.baseUrl`) && isFocused() ? demo.set(false) : undefined,
	);
}
