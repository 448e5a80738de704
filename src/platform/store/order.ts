import type { TurnRecord } from './records.ts';

/**
 * Turns in the order of the conversation: each after the one it was written after. Where two windows went
 * on from the same turn, one thread follows the other as a whole; a turn whose predecessor is gone stands
 * where its number puts it.
 */
export function inOrder<T extends TurnRecord>(records: readonly T[]): T[] {
	const sorted = records.toSorted(compare);
	const places = new Map(sorted.map(({ turn, place }) => [turn.id, place]));
	const followers = Map.groupBy(sorted, ({ after, place }) => {
		const before = after === undefined ? undefined : places.get(after);
		// A predecessor has a smaller number; anything else could be a circle.
		return before !== undefined && before < place ? after : undefined;
	});
	const ordered: T[] = [];
	const waiting = [...(followers.get(undefined) ?? [])].reverse();
	for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
		ordered.push(record);
		waiting.push(...(followers.get(record.turn.id) ?? []).toReversed());
	}
	return ordered;
}

function compare(a: TurnRecord, b: TurnRecord): number {
	return (
		a.place - b.place ||
		a.turn.createdAt - b.turn.createdAt ||
		(a.turn.id < b.turn.id ? -1 : a.turn.id > b.turn.id ? 1 : 0)
	);
}
