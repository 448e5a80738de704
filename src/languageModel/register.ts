import * as vscode from 'vscode';
import { VENDOR } from '../platform/contributions.ts';
import { DisposableStore } from '../platform/disposables.ts';
import { lazy } from '../platform/lazy.ts';
import type { LanguageModelDeps } from './createProvider.ts';
import type { ModelInformation } from './modelInformation.ts';

/** Offers our models to VS Code's own chat and to every extension that asks for language models. */
export function registerLanguageModel(deps: LanguageModelDeps): vscode.Disposable {
	const store = new DisposableStore();
	const changed = store.add(new vscode.EventEmitter<void>());
	// VS Code asks for the models when the window stands: what knows them need not be there before.
	const provider = lazy(async () => {
		const { createProvider } = await import('./createProvider.ts');
		return createProvider(deps, changed, store);
	});
	const models: vscode.LanguageModelChatProvider<ModelInformation> = {
		onDidChangeLanguageModelChatInformation: changed.event,
		provideLanguageModelChatInformation: async options =>
			(await provider()).provideLanguageModelChatInformation(options),
		provideLanguageModelChatResponse: async (...request) =>
			(await provider()).provideLanguageModelChatResponse(...request),
		provideTokenCount: async (model, text) => (await provider()).provideTokenCount(model, text),
	};
	store.add(vscode.lm.registerLanguageModelChatProvider(VENDOR, models));
	// VS Code asks a new provider for its models only when it says that there are some.
	changed.fire();
	return store;
}
