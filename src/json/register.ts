import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { COMMANDS } from '../platform/contributions.ts';
import { lazy } from '../platform/lazy.ts';
import type { JsonDeps } from './jsonDeps.ts';
import type { JsonGenerator } from './jsonGenerator.ts';

/** *Generate JSON from Schema*: everything but the registration is loaded with its first use. */
export function registerJson(deps: JsonDeps): vscode.Disposable {
	const generator = lazy(async () => {
		const { JsonGenerator } = await import('./jsonGenerator.ts');
		return new JsonGenerator(deps);
	});
	let used: JsonGenerator | undefined;
	const loaded = async () => {
		used = await generator();
		return used;
	};
	const { notifier } = deps;
	return vscode.Disposable.from(
		registerCommand(notifier, COMMANDS.generateJson, async (uri?: unknown, wish?: unknown) =>
			(await loaded()).run(
				uri instanceof vscode.Uri ? uri : undefined,
				typeof wish === 'string' ? wish : '',
			),
		),
		registerCommand(notifier, COMMANDS.generateJsonAgain, async () => (await loaded()).again()),
		registerCommand(notifier, COMMANDS.changeJsonRequest, async () => (await loaded()).change()),
		registerCommand(notifier, COMMANDS.repairJson, async () => (await loaded()).repair()),
		registerCommand(notifier, COMMANDS.openJsonHistory, async () => (await loaded()).showHistory()),
		{ dispose: () => used?.dispose() },
	);
}
