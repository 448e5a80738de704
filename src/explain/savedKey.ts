import type { Memento } from 'vscode';

/** Key of the explanations that stand at their code. */
export const SAVED_KEY = 'explain.inline';

/** Whether there is something to restore, without loading what would restore it. */
export function hasSavedExplanations(state: Memento): boolean {
	const saved: unknown = state.get(SAVED_KEY);
	return Array.isArray(saved) && saved.length > 0;
}
