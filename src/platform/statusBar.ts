import * as vscode from 'vscode';
import type { ThinkingLevel } from '../shared/prompt.ts';
import { COMMANDS, SECTION } from './contributions.ts';
import { activeResource } from './modelCommands.ts';
import { readSettings } from './settings.ts';
import type { StatusFacts } from './statusLines.ts';

export interface StatusBarDeps extends StatusFacts {
	/** Fires when what is shown may have changed, settings and editors apart. */
	onDidChange(listener: () => void): { dispose(): void };
	report(error: unknown): void;
}

/**
 * Shows model and thinking level of the active editor's folder, and on hovering what was used; a click
 * changes the level.
 */
export function registerStatusBar(deps: StatusBarDeps): vscode.Disposable {
	const item = vscode.window.createStatusBarItem(
		'cometGemini.status',
		vscode.StatusBarAlignment.Right,
		95,
	);
	item.name = 'Comet Gemini';
	item.command = COMMANDS.setThinkingLevel;
	const update = () => {
		const { model, thinkingLevel } = readSettings(activeResource());
		const isDemo = deps.isDemo();
		const shownModel = isDemo ? vscode.l10n.t('Demo · {0}', model) : model;
		item.text = `$(${isDemo ? 'beaker' : 'sparkle'}) ${shownModel} · ${thinkingLevel}`;
		item.accessibilityInformation = {
			label: vscode.l10n.t(
				'Comet Gemini: model {0}, thinking level {1}',
				shownModel,
				thinkingLevel,
			),
			role: 'button',
		};
		item.show();
		tooltip(deps, model, thinkingLevel).then(
			lines => {
				item.tooltip = lines.join('\n');
			},
			error => deps.report(error),
		);
	};
	update();
	return vscode.Disposable.from(
		item,
		deps.onDidChange(update),
		vscode.window.onDidChangeActiveTextEditor(update),
		vscode.workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(SECTION)) {
				update();
			}
		}),
	);
}

/** What it says is loaded after the start. */
async function tooltip(deps: StatusBarDeps, model: string, level: ThinkingLevel) {
	const { statusLines } = await import('./statusLines.ts');
	return statusLines(deps, model, level);
}
