import * as vscode from 'vscode';
import { KNOWN_MODELS } from '../gemini/knownModels.ts';
import { bareModelId } from '../gemini/modelName.ts';
import { COMMANDS } from '../platform/contributions.ts';
import { runAction } from '../platform/failureMessage.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { readSettings, writeSetting } from '../platform/settings.ts';
import type { CardAction } from '../shared/protocol.ts';
import type { ConversationSession } from './conversationSession.ts';

/** What the buttons under an answer do; what changes a setting asks the question again with it. */
export async function performCardAction(
	session: ConversationSession,
	turnId: string,
	action: CardAction,
	catalogue: ModelCatalogue,
): Promise<void> {
	switch (action) {
		case 'retry':
			await session.regenerate(turnId);
			break;
		case 'continue':
			await session.send({
				parts: [{ text: vscode.l10n.t('Continue exactly where you stopped.') }],
			});
			break;
		case 'raiseLimit':
			await againAfter(session, turnId, () => raiseLimit(catalogue));
			break;
		case 'lowerThinking':
			await againAfter(session, turnId, () =>
				vscode.commands.executeCommand(COMMANDS.setThinkingLevel),
			);
			break;
		case 'chooseModel':
			await againAfter(session, turnId, () => vscode.commands.executeCommand(COMMANDS.chooseModel));
			break;
		case 'setApiKey':
		case 'chooseEndpoint':
		case 'tryDemo':
			if ((await runAction(action)) === true && turnId !== '') {
				await session.regenerate(turnId);
			}
			break;
		default:
			await runAction(action);
	}
}

async function againAfter(
	session: ConversationSession,
	turnId: string,
	choose: () => PromiseLike<unknown>,
): Promise<void> {
	if ((await choose()) !== undefined) {
		await session.regenerate(turnId);
	}
}

/** Asks for another output limit and keeps it; resolves to the number when one was entered. */
async function raiseLimit(catalogue: ModelCatalogue): Promise<number | undefined> {
	const resource = activeResource();
	const { model, maxOutputTokens } = readSettings(resource);
	const known = catalogue.known(model) ?? KNOWN_MODELS.find(({ id }) => id === bareModelId(model));
	const most = known?.outputTokenLimit ?? Number.POSITIVE_INFINITY;
	const suggested = Math.min(maxOutputTokens === undefined ? 65_536 : maxOutputTokens * 2, most);
	const entered = await vscode.window.showInputBox({
		title: vscode.l10n.t('Output limit in tokens'),
		prompt: promptWords(model, maxOutputTokens, most),
		value: String(suggested),
		validateInput: text => problemOf(text.trim(), most),
	});
	if (entered === undefined) {
		return undefined;
	}
	const limit = Number(entered);
	await writeSetting('maxOutputTokens', limit, resource);
	return limit;
}

function promptWords(model: string, current: number | undefined, most: number): string {
	const { l10n } = vscode;
	const now =
		current === undefined
			? l10n.t('No limit is set: the model’s own holds.')
			: l10n.t('The limit is {0} now.', count(current));
	const can = Number.isFinite(most) ? l10n.t('{0} writes up to {1}.', model, count(most)) : '';
	return [now, can, l10n.t('The question is asked again with it.')].filter(Boolean).join(' ');
}

function problemOf(text: string, most: number): string | undefined {
	if (!/^[1-9]\d{0,8}$/.test(text)) {
		return vscode.l10n.t('Enter a whole number.');
	}
	return Number(text) > most
		? vscode.l10n.t('The model writes {0} tokens at most.', count(most))
		: undefined;
}

function count(tokens: number): string {
	return tokens.toLocaleString(vscode.env.language);
}
