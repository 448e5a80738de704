import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { COMMANDS, SECTION } from '../platform/contributions.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { runAction } from '../platform/notify.ts';
import { writeSetting } from '../platform/settings.ts';
import type { CardAction } from '../shared/protocol.ts';
import type { PageRequest } from './chatPage.ts';
import { openLink } from './links.ts';

/** Does what a page asked for, to the conversation that it shows. */
export async function perform(
	message: PageRequest,
	session: ConversationSession,
	library: ConversationLibrary,
): Promise<void> {
	switch (message.type) {
		case 'send':
			await session.send({ parts: [{ text: message.text }] });
			break;
		case 'stop':
			session.stop();
			break;
		case 'sendNext':
			await session.sendNext();
			break;
		case 'unqueue':
			session.unqueue(message.id);
			break;
		case 'edit':
			await session.edit(message.turnId, { parts: [{ text: message.text }] });
			break;
		case 'regenerate':
			await session.regenerate(message.turnId);
			break;
		case 'fork':
			library.show(await library.fork(session, message.turnId));
			break;
		case 'deleteTurn':
			await session.deleteTurn(message.turnId);
			break;
		case 'newConversation':
			library.startNew();
			break;
		case 'setThinkingLevel':
			await writeSetting('thinkingLevel', message.level, activeResource());
			break;
		case 'chooseModel':
			await vscode.commands.executeCommand(COMMANDS.chooseModel);
			break;
		case 'openLink':
			await openLink(message.href);
			break;
		case 'copyText':
			await vscode.env.clipboard.writeText(message.text);
			break;
		case 'code': {
			const { performCodeAction } = await import('./codeActions.ts');
			await performCodeAction(message);
			break;
		}
		case 'cardAction':
			await performCardAction(message.action, message.turnId, session);
			break;
		default:
			message satisfies never;
	}
}

async function performCardAction(
	action: CardAction,
	turnId: string,
	session: ConversationSession,
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
			await vscode.commands.executeCommand(
				'workbench.action.openSettings',
				`${SECTION}.maxOutputTokens`,
			);
			break;
		case 'lowerThinking':
			await vscode.commands.executeCommand(COMMANDS.setThinkingLevel);
			break;
		default:
			await runAction(action);
	}
}
