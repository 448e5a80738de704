/**
 * Does something in the next turn of the event loop. For what can be seen a moment later: extensions start
 * one after the other, and all wait while one is in `activate()`.
 */
export function afterActivation(work: () => void): { dispose(): void } {
	const timer = setTimeout(work, 0);
	return { dispose: () => clearTimeout(timer) };
}
