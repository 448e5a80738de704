import * as vscode from 'vscode';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import { COMMANDS } from '../platform/contributions.ts';
import { activeResource } from '../platform/modelCommands.ts';
import { writeSetting } from '../platform/settings.ts';
import type { CardAction, Inspection, MediaAction } from '../shared/protocol.ts';
import type { PageRequest } from './chatPage.ts';
import { performCodeAction } from './codeActions.ts';
import { openLink } from './links.ts';

export interface PerformDeps {
	readonly library: ConversationLibrary;
	inspect(session: ConversationSession, turnId: string, what: Inspection): Promise<void>;
	useMedia(
		session: ConversationSession,
		request: { action: MediaAction; turnId: string; index: number },
	): Promise<void>;
	performCardAction(
		session: ConversationSession,
		turnId: string,
		action: CardAction,
	): Promise<void>;
}

/** Does what a page asked for, to the conversation that it shows. */
export async function perform(
	message: PageRequest,
	session: ConversationSession,
	{ library, ...deps }: PerformDeps,
): Promise<void> {
	switch (message.type) {
		case 'stop':
			session.stop();
			break;
		case 'sendNext':
			await session.sendNext();
			break;
		case 'unqueue':
			session.unqueue(message.id);
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
		case 'switchModel':
			await switchModel(session, message.turnId);
			break;
		case 'setTool':
			session.setTool(message.tool, message.isOn);
			break;
		case 'inspect':
			await deps.inspect(session, message.turnId, message.what);
			break;
		case 'media':
			await deps.useMedia(session, message);
			break;
		case 'openLink':
			await openLink(message.href);
			break;
		case 'copyTurn': {
			const { copyTurn } = await import('./transfer.ts');
			await copyTurn(session.conversation, message.turnId);
			break;
		}
		case 'code':
			await performCodeAction(message);
			break;
		case 'cardAction':
			await deps.performCardAction(session, message.turnId, message.action);
			break;
		default:
			message satisfies never;
	}
}

/** For an answer that waits for its next attempt: with another model it is asked for at once. */
async function switchModel(session: ConversationSession, turnId: string): Promise<void> {
	const model = await vscode.commands.executeCommand<string | undefined>(COMMANDS.chooseModel);
	const turn = session.conversation.turns.find(({ id }) => id === turnId);
	// It may have begun to come while the person chose: then it is not thrown away.
	if (model !== undefined && turn?.role === 'model' && turn.parts.length === 0) {
		await session.regenerate(turnId);
	}
}
