import * as vscode from 'vscode';
import { COMMANDS, SECTION } from './contributions.ts';
import { activeResource, describeThinking } from './modelCommands.ts';
import { readSettings } from './settings.ts';

/** Shows model and thinking level of the active editor's folder; a click changes the level. */
export function registerStatusBar(endpointHost: () => string): vscode.Disposable {
	const item = vscode.window.createStatusBarItem(
		'cometGemini.status',
		vscode.StatusBarAlignment.Right,
		95,
	);
	item.name = 'Comet Gemini';
	item.command = COMMANDS.setThinkingLevel;
	const update = () => {
		const { model, thinkingLevel } = readSettings(activeResource());
		item.text = `$(sparkle) ${model} · ${thinkingLevel}`;
		const sent = describeThinking(model, thinkingLevel) || vscode.l10n.t('nothing is sent');
		item.tooltip = [
			`${model} — ${endpointHost()}`,
			vscode.l10n.t('Thinking level of this workspace: {0} ({1})', thinkingLevel, sent),
		].join('\n');
		item.accessibilityInformation = {
			label: vscode.l10n.t('Comet Gemini: model {0}, thinking level {1}', model, thinkingLevel),
			role: 'button',
		};
		item.show();
	};
	update();
	return vscode.Disposable.from(
		item,
		vscode.window.onDidChangeActiveTextEditor(update),
		vscode.workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(SECTION)) {
				update();
			}
		}),
	);
}
