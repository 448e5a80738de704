import * as vscode from 'vscode';
import { afterActivation } from './afterActivation.ts';
import { listen } from './commands.ts';
import { ContextKey } from './contextKey.ts';
import { CONTEXT_KEYS, SECTION } from './contributions.ts';
import type { Endpoints } from './endpoints.ts';
import type { Notifier } from './notify.ts';

/** Keeps the context key that tells views and menus whether the endpoint can be used. */
export function registerReadiness({
	endpoints,
	notifier,
}: {
	readonly endpoints: Endpoints;
	readonly notifier: Notifier;
}): vscode.Disposable {
	const hasApiKey = new ContextKey(CONTEXT_KEYS.hasApiKey);
	const update = async () => hasApiKey.set(await endpoints.isReady());
	const first = new vscode.EventEmitter<void>();
	return vscode.Disposable.from(
		first,
		afterActivation(() => first.fire()),
		listen(notifier, first.event, update),
		listen(notifier, endpoints.onDidChange, update),
		listen(notifier, vscode.workspace.onDidChangeConfiguration, event =>
			event.affectsConfiguration(SECTION) ? update() : undefined,
		),
	);
}
