import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';
import type { Notifier } from './notify.ts';

/**
 * Registers a command whose failure is said instead of lost: the types of VS Code hide promises from the
 * linter, so every handler goes through here.
 */
export function registerCommand<Args extends readonly unknown[]>(
	notifier: Notifier,
	id: CommandId,
	handler: (...args: Args) => unknown,
): vscode.Disposable {
	return vscode.commands.registerCommand(id, async (...args: Args) => {
		try {
			return await handler(...args);
		} catch (error) {
			notifier.error(error);
			return undefined;
		}
	});
}

/** Subscribes to an event with a handler that may be asynchronous; its failure is said. */
export function listen<T>(
	notifier: Notifier,
	event: vscode.Event<T>,
	handler: (value: T) => unknown,
): vscode.Disposable {
	return event(value => {
		void guarded(notifier, () => handler(value));
	});
}

async function guarded(notifier: Notifier, work: () => unknown): Promise<void> {
	try {
		await work();
	} catch (error) {
		notifier.error(error);
	}
}
