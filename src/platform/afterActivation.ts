import type { Disposable } from 'vscode';

/**
 * Does something in the next turn of the event loop. For what can be seen a moment later: extensions start
 * one after the other, and all wait while one is in `activate()`.
 */
export function afterActivation(work: () => void): Disposable {
	const timer = setTimeout(work, 0);
	return { dispose: () => clearTimeout(timer) };
}

/** The same for something to register that nobody asks for in the moment in which an extension starts. */
export function registerAfterActivation(register: () => Disposable): Disposable {
	let registration: Disposable | undefined;
	const waiting = afterActivation(() => {
		registration = register();
	});
	return {
		dispose() {
			waiting.dispose();
			registration?.dispose();
		},
	};
}
