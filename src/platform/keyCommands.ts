import * as vscode from 'vscode';
import { registerCommand } from './commands.ts';
import { COMMANDS } from './contributions.ts';
import type { KeyActionDeps } from './keyActions.ts';

/** *Set API Key*, *Clear API Key*, *Choose Endpoint*: loaded with their first use. */
export function registerKeyCommands(deps: KeyActionDeps): vscode.Disposable {
	const { notifier } = deps;
	const actions = () => import('./onDemand.ts');
	return vscode.Disposable.from(
		registerCommand(notifier, COMMANDS.setApiKey, async () => (await actions()).setApiKey(deps)),
		registerCommand(notifier, COMMANDS.clearApiKey, async () =>
			(await actions()).clearApiKey(deps),
		),
		registerCommand(notifier, COMMANDS.chooseEndpoint, async () =>
			(await actions()).chooseEndpoint(deps),
		),
	);
}
