/** So many turns are left out of style and layout together while they are far from the view. */
const GROUP_SIZE = 6;

export interface TurnGroup<T> {
	/** Id of the turn that the group began with. */
	readonly key: string;
	readonly turns: readonly T[];
}

/**
 * Groups turns in their order. A turn stays in the group that it was in, so that what shows it stays, too;
 * new ones go to the last group until that is full.
 */
export function groupTurns<T extends { readonly id: string }>(
	turns: readonly T[],
	before: readonly TurnGroup<T>[] = [],
): TurnGroup<T>[] {
	const keys = new Map(before.flatMap(({ key, turns: known }) => known.map(({ id }) => [id, key])));
	const used = new Set<string>();
	const groups: { readonly key: string; readonly turns: T[] }[] = [];
	for (const turn of turns) {
		const last = groups.at(-1);
		const own = keys.get(turn.id) ?? turn.id;
		const isIn = keys.has(turn.id)
			? own === last?.key
			: (last?.turns.length ?? GROUP_SIZE) < GROUP_SIZE;
		if (isIn) {
			last?.turns.push(turn);
		} else {
			// A group that new turns have parted goes on under another name.
			const key = used.has(own) ? turn.id : own;
			used.add(key);
			groups.push({ key, turns: [turn] });
		}
	}
	return groups;
}
