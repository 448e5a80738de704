import type { CancellationToken } from 'vscode';

/** A VS Code token as an AbortSignal; dispose when the work is done, or the listener stays with the token. */
export function abortSignalOf(token: CancellationToken): {
	readonly signal: AbortSignal;
	dispose(): void;
} {
	const controller = new AbortController();
	if (token.isCancellationRequested) {
		controller.abort();
	}
	const subscription = token.onCancellationRequested(() => controller.abort());
	return { signal: controller.signal, dispose: () => subscription.dispose() };
}
