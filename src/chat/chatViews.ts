import * as vscode from 'vscode';
import { cardOf } from '../conversations/answerCard.ts';
import { performCardAction } from '../conversations/cardActions.ts';
import type { ConversationLibrary } from '../conversations/conversationLibrary.ts';
import type { ConversationSession } from '../conversations/conversationSession.ts';
import type { ModelPrice } from '../gemini/modelInfo.ts';
import { ContextKey } from '../platform/contextKey.ts';
import { COMMANDS, CONTEXT_KEYS, SECTION } from '../platform/contributions.ts';
import { translateFailure } from '../platform/engineTexts.ts';
import { lazy } from '../platform/lazy.ts';
import type { ModelCatalogue } from '../platform/modelCatalogue.ts';
import type { ModelTurn } from '../shared/conversation.ts';
import type { TurnDetails } from '../shared/protocol.ts';
import type { ChatDeps } from './chatDeps.ts';
import { ChatEditors } from './chatEditors.ts';
import { type ChatViewDeps, ChatViewProvider } from './chatViewProvider.ts';
import { ChatComposer } from './composer/chatComposer.ts';
import { DraftMemory } from './composer/draftMemory.ts';
import type { SlashAction } from './composer/slash/slashQuestions.ts';
import { MediaActions } from './mediaActions.ts';
import { PanelFocus } from './panelFocus.ts';
import { panelState } from './panelState.ts';
import { type PerformDeps, perform } from './perform.ts';
import type { RequestInspector } from './registerInspector.ts';
import { turnDetails } from './turnDetails.ts';

/** The panel in the side bar and the conversations in editor tabs. */
export interface ChatViews {
	readonly view: ChatViewProvider;
	readonly editors: ChatEditors;
}

export function createChatViews(deps: ChatDeps, inspector: RequestInspector): ChatViews {
	const highlight = lazy(async () => {
		const { EditorColors, PageColors } = await import('./highlight/onDemand.ts');
		return { PageColors, editorColors: new EditorColors() };
	});
	const performDeps = createPerformDeps(deps, inspector);
	const viewDeps: ChatViewDeps = {
		...deps,
		focus: new PanelFocus(new ContextKey(CONTEXT_KEYS.panelFocus)),
		panelState: session => panelState(session, deps),
		cardOf: turn => cardOf(turn, deps.endpoints.host()),
		translate: message => translateFailure(message, vscode.l10n),
		detailsOf: turn => detailsOf(turn, deps),
		perform: (message, session) => perform(message, session, performDeps),
		createColors: async () => {
			const { PageColors, editorColors } = await highlight();
			return new PageColors(editorColors);
		},
		createComposer: options =>
			new ChatComposer({
				catalogue: deps.catalogue,
				...(options?.isKept === true && { memory: new DraftMemory(deps.state) }),
				chooseModel: async () => {
					await vscode.commands.executeCommand(COMMANDS.chooseModel);
				},
				perform: async (command, session) => performSlash(command, session, deps.library),
			}),
		onDidChangeColors: listener => vscode.window.onDidChangeActiveColorTheme(listener),
		onDidChangeState: listener => onDidChangeState(deps, listener),
	};
	return { view: new ChatViewProvider(viewDeps), editors: new ChatEditors(viewDeps) };
}

/** What the slash commands do that ask no question. */
async function performSlash(
	command: SlashAction,
	{ conversation }: ConversationSession,
	library: ConversationLibrary,
): Promise<void> {
	switch (command.kind) {
		case 'clear':
			library.startNew();
			break;
		case 'export':
			await (await import('./transfer.ts')).saveAsMarkdown(conversation);
			break;
		case 'json':
			await vscode.commands.executeCommand(COMMANDS.generateJson, undefined, command.wish);
			break;
		default:
			command satisfies never;
	}
}

/** What the page's buttons need. */
function createPerformDeps(
	{ library, catalogue }: ChatDeps,
	{ inspect }: RequestInspector,
): PerformDeps {
	const media = new MediaActions();
	return {
		library,
		inspect,
		useMedia: (session, request) => media.perform(session, request),
		performCardAction: (session, turnId, action) =>
			performCardAction(session, turnId, action, catalogue),
	};
}

/** Longer nobody waits for a price. */
const PRICE_TIMEOUT_MS = 3_000;

async function priceOf(model: string, catalogue: ModelCatalogue): Promise<ModelPrice | undefined> {
	if (catalogue.known(model) === undefined) {
		const timeout = new Promise<void>(resolve => setTimeout(resolve, PRICE_TIMEOUT_MS));
		// Without a list there is no price, and nothing else is lost.
		await Promise.race([timeout, catalogue.list().catch(() => undefined)]);
	}
	return catalogue.known(model)?.price;
}

async function detailsOf(turn: ModelTurn, { catalogue, recorder }: ChatDeps): Promise<TurnDetails> {
	const words = { l10n: vscode.l10n, language: vscode.env.language };
	return {
		sections: turnDetails(turn, await priceOf(turn.model, catalogue), words),
		isRecorded: (await recorder()).of(turn.id) !== undefined,
	};
}

function onDidChangeState(
	{ endpoints, onDidChooseTools }: ChatDeps,
	listener: () => void,
): vscode.Disposable {
	return vscode.Disposable.from(
		endpoints.onDidChange(listener),
		onDidChooseTools(listener),
		vscode.window.onDidChangeActiveTextEditor(listener),
		vscode.workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(SECTION)) {
				listener();
			}
		}),
	);
}
