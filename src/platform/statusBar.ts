import * as vscode from 'vscode';
import type { ModelPrice } from '../gemini/modelInfo.ts';
import { COMMANDS, SECTION } from './contributions.ts';
import { activeResource, describeThinking } from './modelCommands.ts';
import { readSettings } from './settings.ts';
import type { UsageByModel } from './usageTotals.ts';

export interface StatusBarDeps {
	endpointHost(): string;
	isDemo(): boolean;
	usage(): { readonly conversation: UsageByModel; readonly today: UsageByModel };
	priceOf(model: string): ModelPrice | undefined;
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
		const sent = describeThinking(model, thinkingLevel) || vscode.l10n.t('nothing is sent');
		const facts = [
			...(isDemo ? [vscode.l10n.t('Demo: answers are made up here, and nothing is sent.')] : []),
			`${model} — ${deps.endpointHost()}`,
			vscode.l10n.t('Thinking level of this workspace: {0} ({1})', thinkingLevel, sent),
		];
		item.tooltip = facts.join('\n');
		item.accessibilityInformation = {
			label: vscode.l10n.t(
				'Comet Gemini: model {0}, thinking level {1}',
				shownModel,
				thinkingLevel,
			),
			role: 'button',
		};
		item.show();
		usageLines(deps).then(
			lines => {
				item.tooltip = [...facts, ...lines].join('\n');
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

/** The words for it are loaded when there is something to say. */
async function usageLines({ usage, priceOf }: StatusBarDeps): Promise<string[]> {
	const { conversation, today } = usage();
	if (Object.keys(today).length === 0 && Object.keys(conversation).length === 0) {
		return [];
	}
	const [{ summarize }, { usageWords }] = await Promise.all([
		import('./price.ts'),
		import('./usageWords.ts'),
	]);
	const words = (sums: UsageByModel) =>
		usageWords(summarize(sums, priceOf), vscode.l10n, vscode.env.language);
	return [
		vscode.l10n.t('This conversation: {0}', words(conversation)),
		vscode.l10n.t('Today: {0}', words(today)),
	];
}
