import * as vscode from 'vscode';
import { choosableLevels, thinkingConfig } from '../gemini/thinking.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';

/** Resolves to the level when one was chosen. */
export async function pickThinkingLevel(
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
