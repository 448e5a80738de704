import * as vscode from 'vscode';
import { toErrorInfo } from '../gemini/errors.ts';
import type { CardAction } from '../shared/protocol.ts';
import { COMMANDS, SECTION } from './contributions.ts';
import type { Log } from './log.ts';
import { errorCard } from './words.ts';

/** Says failures in words, with the buttons that lead on. */
export interface Notifier {
	/** Logs what failed and shows it; an abort is no failure. `retry` makes the button of that name work. */
	error(error: unknown, retry?: () => unknown): void;
}

export function createNotifier(log: Log, endpointHost: () => string): Notifier {
	return {
		error(error, retry) {
			const info = toErrorInfo(error);
			if (info.kind === 'aborted' || error instanceof vscode.CancellationError) {
				return;
			}
			log.error(`${info.kind}: ${info.message}`);
			const card = errorCard(info, endpointHost());
			const buttons = card.actions
				.filter(({ action }) => runnable(action) !== undefined || (action === 'retry' && retry))
				.map(({ action, label }) => ({ title: label, action }));
			void vscode.window
				.showErrorMessage([card.title, card.detail].filter(Boolean).join(' — '), ...buttons)
				.then(chosen => (chosen === undefined ? undefined : run(chosen.action, retry)))
				// The notification itself cannot fail in a way that a further one would mend.
				.then(undefined, failure => log.error(String(failure)));
		},
	};
}

function run(action: CardAction, retry: (() => unknown) | undefined): unknown {
	return action === 'retry' ? retry?.() : runAction(action);
}

/** What the buttons do that mean the same wherever they stand. */
export async function runAction(action: CardAction): Promise<void> {
	const command = runnable(action);
	if (command !== undefined) {
		await vscode.commands.executeCommand(command[0], ...command.slice(1));
	}
}

function runnable(action: CardAction): readonly [string, ...unknown[]] | undefined {
	switch (action) {
		case 'setApiKey':
			return [COMMANDS.setApiKey];
		case 'chooseEndpoint':
			return [COMMANDS.chooseEndpoint];
		case 'chooseModel':
			return [COMMANDS.chooseModel];
		case 'newConversation':
			return [COMMANDS.newConversation];
		case 'showLog':
			return [COMMANDS.showLog];
		case 'openSettings':
			return ['workbench.action.openSettings', `@ext:comet-gemini.comet-gemini ${SECTION}`];
		default:
			return undefined;
	}
}
