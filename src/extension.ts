import * as vscode from 'vscode';
import { registerChat } from './chat/register.ts';
import { ConversationLibrary } from './conversations/conversationLibrary.ts';
import { conversationUsage, onDidChangeUsage } from './conversations/conversationUsage.ts';
import { documentPrompt, resourceOf } from './conversations/documentPrompt.ts';
import { registerExplain } from './explain/register.ts';
import { registerJson } from './json/register.ts';
import { registerLanguageModel } from './languageModel/register.ts';
import { registerTools } from './languageModel/registerTools.ts';
import { registerAfterActivation } from './platform/afterActivation.ts';
import { ApiKeys } from './platform/apiKeys.ts';
import { registerCommand } from './platform/commands.ts';
import { COMMANDS } from './platform/contributions.ts';
import { registerDemo } from './platform/demoCommands.ts';
import { DemoMode } from './platform/demoMode.ts';
import { Endpoints } from './platform/endpoints.ts';
import { Engine } from './platform/engine.ts';
import { grantedEnvironmentKeys } from './platform/environmentKeys.node.ts';
import { registerHelp } from './platform/help/register.ts';
import { registerKeyCommands } from './platform/keyCommands.ts';
import { lazy } from './platform/lazy.ts';
import { createModelCatalogue } from './platform/modelCatalogue.ts';
import { activeResource, registerModelCommands } from './platform/modelCommands.ts';
import { createNotifier } from './platform/notify.ts';
import { createOutputLog } from './platform/outputLog.ts';
import { registerReadiness } from './platform/readiness.ts';
import { readSettings } from './platform/settings.ts';
import { registerStatusBar } from './platform/statusBar.ts';
import { hasChosenTools } from './platform/tools/chosenTools.ts';
import { UsageTotals } from './platform/usageTotals.ts';
import type { Turn } from './shared/conversation.ts';

export function activate(context: vscode.ExtensionContext): void {
	const { subscriptions, extensionUri } = context;
	const log = createOutputLog('Comet Gemini');
	const keys = new ApiKeys(context.secrets, grantedEnvironmentKeys());
	const demo = new DemoMode(context.globalState);
	const endpoints = new Endpoints(keys, demo);
	const notifier = createNotifier(log, () => endpoints.host());
	const totals = new UsageTotals(context.globalState, localDay, error => log.warn(String(error)));
	const engine = new Engine(endpoints, (model, usage) => totals.add(model, usage));
	const recorder = lazy(async () => {
		const { WireRecorder } = await import('./conversations/onDemand.ts');
		return new WireRecorder(Date.now);
	});
	const catalogue = createModelCatalogue(endpoints);
	const workspace = () => vscode.workspace.workspaceFolders?.[0]?.uri.toString();
	const store = lazy(async () => {
		const { openConversationStore } = await import('./platform/openConversationStore.ts');
		return openConversationStore(context.globalStorageUri, workspace(), log);
	});
	const agent = lazy(async () => {
		const { PanelAgent } = await import('./conversations/agent/panelAgent.ts');
		return new PanelAgent(context.workspaceState);
	});
	const library = new ConversationLibrary({
		generate: (prompt, { signal, turnId }) =>
			engine.generate(prompt, {
				signal,
				hooks: async () => (await recorder()).begin(turnId, prompt.model),
			}),
		buildPrompt: async (turns, tools) => {
			const { chatPrompt } = await import('./conversations/onDemand.ts');
			return chatPrompt(readSettings(settingsResource(turns)), turns, {
				tools,
				provider: endpoints.provider(),
				functionDeclarations: hasChosenTools(context.workspaceState)
					? (await agent()).declarations()
					: [],
			});
		},
		runTools: async (calls, signal) => (await agent()).run(calls, signal),
		now: Date.now,
		createId: () => crypto.randomUUID(),
		store,
		workspace,
		report: error => log.error(String(error)),
	});
	const toolsChosen = new vscode.EventEmitter<void>();
	const chat = registerChat({
		extensionUri,
		library,
		endpoints,
		notifier,
		catalogue,
		recorder,
		state: context.workspaceState,
		usesVsCodeTools: () => hasChosenTools(context.workspaceState),
		onDidChooseTools: toolsChosen.event,
		workspace,
	});

	subscriptions.push(
		log,
		keys,
		toolsChosen,
		chat,
		library,
		registerExplain({
			notifier,
			catalogue,
			beginConversation: () => library.begin(),
			openConversation: id => library.open(id),
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
		registerJson({
			extensionUri,
			log,
			notifier,
			state: context.workspaceState,
			storage: context.storageUri ?? context.globalStorageUri,
			generate: (prompt, options) => engine.generateBatches(prompt, options),
			basePrompt: resource => documentPrompt(readSettings(resource ?? activeResource())),
		}),
		registerCommand(notifier, COMMANDS.chooseTools, async () => {
			await (await agent()).choose();
			toolsChosen.fire();
		}),
		registerCommand(notifier, COMMANDS.resetToolPermissions, async () =>
			(await agent()).forgetPermissions(),
		),
		registerCommand(notifier, COMMANDS.showLog, () => log.show()),
		registerHelp({ context, endpoints, keys, notifier, log }),
		registerDemo(demo, notifier),
		registerKeyCommands({ endpoints, keys, demo, notifier }),
		registerModelCommands({ notifier, catalogue }),
		registerLanguageModel({
			engine,
			endpoints,
			catalogue,
			log,
			globalState: context.globalState,
		}),
		registerTools({
			generate: (prompt, options) => engine.generate(prompt, options),
			basePrompt: () => documentPrompt(readSettings(activeResource())),
			imageModel: () => readSettings(activeResource()).image.model,
		}),
		registerAfterActivation(() =>
			registerStatusBar({
				endpointHost: () => endpoints.host(),
				isDemo: () => endpoints.isDemo,
				usage: () => ({
					conversation: conversationUsage(library.current.conversation.turns),
					today: totals.ofToday,
				}),
				priceOf: model => catalogue.known(model)?.price,
				onDidChange: listener =>
					vscode.Disposable.from(
						totals.onDidChange(listener),
						onDidChangeUsage(library, listener),
						endpoints.onDidChange(listener),
					),
				report: error => log.warn(String(error)),
			}),
		),
		registerReadiness({ endpoints, notifier }),
	);
}

/** Where the question came from decides whose settings hold; else the active editor does. */
function settingsResource(turns: readonly Turn[]): vscode.Uri | undefined {
	const resource = resourceOf(turns);
	return resource === undefined ? activeResource() : vscode.Uri.parse(resource);
}

/** The day as it is counted here. */
function localDay(): string {
	const now = new Date();
	return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join('-');
}
