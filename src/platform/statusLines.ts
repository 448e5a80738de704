import * as vscode from 'vscode';
import type { ModelPrice } from '../gemini/modelInfo.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';
import { summarize } from './price.ts';
import { describeThinking } from './thinkingPicker.ts';
import type { UsageByModel } from './usageTotals.ts';
import { usageWords } from './usageWords.ts';

export interface StatusFacts {
	endpointHost(): string;
	isDemo(): boolean;
	usage(): { readonly conversation: UsageByModel; readonly today: UsageByModel };
	priceOf(model: string): ModelPrice | undefined;
}

/** What the status bar's item says on hovering: model, thinking level, what was used. */
export function statusLines(deps: StatusFacts, model: string, level: ThinkingLevel): string[] {
	const sent = describeThinking(model, level) || vscode.l10n.t('nothing is sent');
	return [
		...(deps.isDemo()
			? [vscode.l10n.t('Demo: answers are made up here, and nothing is sent.')]
			: []),
		`${model} — ${deps.endpointHost()}`,
		vscode.l10n.t('Thinking level of this workspace: {0} ({1})', level, sent),
		...usageLines(deps),
	];
}

function usageLines({ usage, priceOf }: StatusFacts): string[] {
	const { conversation, today } = usage();
	if (Object.keys(today).length === 0 && Object.keys(conversation).length === 0) {
		return [];
	}
	const words = (sums: UsageByModel) =>
		usageWords(summarize(sums, priceOf), vscode.l10n, vscode.env.language);
	return [
		vscode.l10n.t('This conversation: {0}', words(conversation)),
		vscode.l10n.t('Today: {0}', words(today)),
	];
}
