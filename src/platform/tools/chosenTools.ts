import type { Memento } from 'vscode';

const CHOSEN = 'cometGemini.tools.chosen';

/** Names of the tools that are switched on in this workspace. */
export function chosenTools(state: Memento): readonly string[] {
	const stored: unknown = state.get(CHOSEN);
	return Array.isArray(stored) ? stored.filter(each => typeof each === 'string') : [];
}

/** Told without loading the tools themselves. */
export function hasChosenTools(state: Memento): boolean {
	return chosenTools(state).length > 0;
}

export async function storeChosenTools(state: Memento, names: readonly string[]): Promise<void> {
	await state.update(CHOSEN, names);
}
