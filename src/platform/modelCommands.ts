import * as vscode from 'vscode';
import type { ThinkingLevel } from '../shared/prompt.ts';
import { activeResource } from './activeResource.ts';
import { registerCommand } from './commands.ts';
import { COMMANDS } from './contributions.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import type { Notifier } from './notify.ts';
import { readSettings, writeSetting } from './settings.ts';

/** *Choose Model* and *Set Thinking Level*, for the folder of the active editor. */
export function registerModelCommands(deps: {
	readonly notifier: Notifier;
	readonly catalogue: ModelCatalogue;
}): vscode.Disposable {
	return vscode.Disposable.from(
		registerCommand(deps.notifier, COMMANDS.chooseModel, () => chooseModel(deps.catalogue)),
		registerCommand(deps.notifier, COMMANDS.setThinkingLevel, chooseThinkingLevel),
	);
}

export { activeResource };

/** Resolves to the model when one was chosen. */
async function chooseModel(catalogue: ModelCatalogue): Promise<string | undefined> {
	const resource = activeResource();
	const { model: current } = readSettings(resource);
	const { pickModel } = await import('./onDemand.ts');
	const model = await pickModel(catalogue, current);
	if (model !== undefined) {
		await writeSetting('model', model, resource);
	}
	return model;
}

/** Resolves to the level when one was chosen. */
async function chooseThinkingLevel(level?: ThinkingLevel): Promise<ThinkingLevel | undefined> {
	const resource = activeResource();
	const { model, thinkingLevel } = readSettings(resource);
	const picker = () => import('./onDemand.ts');
	const chosen = level ?? (await (await picker()).pickThinkingLevel(model, thinkingLevel));
	if (chosen !== undefined) {
		await writeSetting('thinkingLevel', chosen, resource);
	}
	return chosen;
}
