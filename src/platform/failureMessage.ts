import * as vscode from 'vscode';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { CardAction } from '../shared/protocol.ts';
import { COMMANDS, SECTION } from './contributions.ts';
import { errorCard } from './words.ts';

/** Says what failed, with the buttons that lead on. */
export async function showFailure(
	info: ErrorInfo,
	endpointHost: string,
	retry: (() => unknown) | undefined,
): Promise<void> {
	const { title, detail, actions } = errorCard(info, endpointHost);
	const buttons = actions
		.filter(({ action }) => runnable(action) !== undefined || (action === 'retry' && retry))
		.map(({ action, label }) => ({ title: label, action }));
	const words = [title, detail].filter(Boolean).join(' — ');
	const chosen = await vscode.window.showErrorMessage(words, ...buttons);
	if (chosen !== undefined) {
		await run(chosen.action, retry);
	}
}

async function run(action: CardAction, retry: (() => unknown) | undefined): Promise<void> {
	if (action === 'retry' || (MENDS.has(action) && (await runAction(action)) === true)) {
		await retry?.();
	} else if (!MENDS.has(action)) {
		await runAction(action);
	}
}

/** What resolves to true when requests can be sent afterwards: then what failed is tried again. */
const MENDS: ReadonlySet<CardAction> = new Set(['setApiKey', 'tryDemo', 'chooseEndpoint']);

/** What the buttons do that mean the same wherever they stand. */
export async function runAction(action: CardAction): Promise<unknown> {
	const command = runnable(action);
	return command && vscode.commands.executeCommand(command[0], ...command.slice(1));
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
		case 'openProxySettings':
			return ['workbench.action.openSettings', 'http.proxy'];
		case 'diagnose':
			return [COMMANDS.diagnoseConnection];
		case 'reportProblem':
			return [COMMANDS.reportProblem];
		case 'tryDemo':
			return [COMMANDS.tryDemo];
		case 'endDemo':
			return [COMMANDS.endDemo];
		case 'showLog':
			return [COMMANDS.showLog];
		case 'openSettings':
			return ['workbench.action.openSettings', `@ext:comet-gemini.comet-gemini ${SECTION}`];
		default:
			return undefined;
	}
}
