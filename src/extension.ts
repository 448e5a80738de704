import * as vscode from 'vscode';
import { registerChat } from './chat/register.ts';
import { chatPrompt, resourceOf } from './conversations/chatPrompt.ts';
import { ConversationLibrary } from './conversations/conversationLibrary.ts';
import { registerExplain } from './explain/register.ts';
import { registerLanguageModel } from './languageModel/register.ts';
import { ApiKeys } from './platform/apiKeys.ts';
import { registerCommand } from './platform/commands.ts';
import { COMMANDS } from './platform/contributions.ts';
import { Endpoints } from './platform/endpoints.ts';
import { Engine } from './platform/engine.ts';
import { grantedEnvironmentKeys } from './platform/environmentKeys.node.ts';
import { registerKeyCommands } from './platform/keyCommands.ts';
import { lazy } from './platform/lazy.ts';
import { createModelCatalogue } from './platform/modelCatalogue.ts';
import { activeResource, registerModelCommands } from './platform/modelCommands.ts';
import { createNotifier } from './platform/notify.ts';
import { registerReadiness } from './platform/readiness.ts';
import { readSettings } from './platform/settings.ts';
import { registerStatusBar } from './platform/statusBar.ts';
import type { Turn } from './shared/conversation.ts';

export function activate(context: vscode.ExtensionContext): void {
	const { subscriptions, extensionUri } = context;
	const log = vscode.window.createOutputChannel('Comet Gemini', { log: true });
	const keys = new ApiKeys(context.secrets, grantedEnvironmentKeys());
	const endpoints = new Endpoints(keys);
	const notifier = createNotifier(log, () => endpoints.host());
	const engine = new Engine(endpoints);
	const catalogue = createModelCatalogue(endpoints);
	const workspace = () => vscode.workspace.workspaceFolders?.[0]?.uri.toString();
	const store = lazy(async () => {
		const { openConversationStore } = await import('./platform/openConversationStore.ts');
		return openConversationStore(context.globalStorageUri, workspace(), log);
	});
	const library = new ConversationLibrary({
		generate: (prompt, options) => engine.generate(prompt, options),
		buildPrompt: turns => chatPrompt(readSettings(settingsResource(turns)), turns),
		now: Date.now,
		createId: () => crypto.randomUUID(),
		store,
		workspace,
		report: error => log.error(String(error)),
	});
	const chat = registerChat({ extensionUri, library, endpoints, keys, notifier, workspace });

	subscriptions.push(
		log,
		keys,
		chat,
		library,
		registerExplain({
			notifier,
			beginConversation: () => library.begin(),
			endpointHost: () => endpoints.host(),
			createId: () => crypto.randomUUID(),
			state: context.workspaceState,
			panel: {
				current: () => library.current,
				show: async session => {
					if (session !== undefined && session !== library.current) {
						library.show(session);
					}
					await chat.reveal({ focus: false });
				},
				onDidShow: listener => library.onDidShow(listener),
			},
		}),
		registerCommand(notifier, COMMANDS.showLog, () => log.show()),
		registerKeyCommands({ endpoints, keys, notifier }),
		registerModelCommands({ notifier, catalogue }),
		registerLanguageModel({
			engine,
			endpoints,
			keys,
			log,
			globalState: context.globalState,
		}),
		registerStatusBar(() => endpoints.host()),
		registerReadiness({ endpoints, keys, notifier }),
	);
}

/** Where the question came from decides whose settings hold; else the active editor does. */
function settingsResource(turns: readonly Turn[]): vscode.Uri | undefined {
	const resource = resourceOf(turns);
	return resource === undefined ? activeResource() : vscode.Uri.parse(resource);
}
