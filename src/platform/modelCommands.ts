import * as vscode from 'vscode';
import { choosableLevels, thinkingConfig } from '../gemini/thinking.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';
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

/** The resource whose settings hold for what a person does now. */
export function activeResource(): vscode.Uri | undefined {
	return (
		vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri
	);
}

/** Resolves to the model when one was chosen. */
async function chooseModel(catalogue: ModelCatalogue): Promise<string | undefined> {
	const resource = activeResource();
	const { model: current } = readSettings(resource);
	const { pickModel } = await import('./modelPicker.ts');
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
	const chosen = level ?? (await pickThinkingLevel(model, thinkingLevel));
	if (chosen !== undefined) {
		await writeSetting('thinkingLevel', chosen, resource);
	}
	return chosen;
}

async function pickThinkingLevel(
	model: string,
	current: ThinkingLevel,
): Promise<ThinkingLevel | undefined> {
	const items = choosableLevels(model).map(level => ({
		level,
		label: level,
		description: describeThinking(model, level) || vscode.l10n.t('nothing is sent'),
		...(level === current && { detail: vscode.l10n.t('current') }),
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t('Thinking level of this workspace for {0}', model),
	});
	return chosen?.level;
}

/** What a request will hold, in the wire's words; empty when nothing is sent. */
export function describeThinking(model: string, level: ThinkingLevel): string {
	const config = thinkingConfig(model, level);
	return config === undefined
		? ''
		: Object.entries(config)
				.map(([key, value]) => `${key}: ${value}`)
				.join(', ');
}
