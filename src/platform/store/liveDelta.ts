import type { Part } from '../../shared/content.ts';
import type { LiveRecord } from './records.ts';

/**
 * What is new in an answer's parts since they were `saved`, so that storing a long answer while it grows
 * costs what is new and not what is there. Parts change only at their end; where they changed elsewhere,
 * all from there on counts as new.
 */
export function liveDelta(
	saved: readonly Part[],
	parts: readonly Part[],
): { readonly at: number; readonly offset: number; readonly parts: Part[] } {
	let at = 0;
	while (at < saved.length && saved[at] === parts[at]) {
		at++;
	}
	const before = saved[at]?.text;
	const after = parts[at];
	const grew =
		typeof before === 'string' && before !== '' && after?.text?.startsWith(before) === true;
	if (!grew) {
		return { at, offset: 0, parts: parts.slice(at) };
	}
	const tail = { ...after, text: after.text?.slice(before.length) };
	return { at, offset: before.length, parts: [tail, ...parts.slice(at + 1)] };
}

/** Adds a record to what the records before it made; `undefined` when it does not follow them. */
export function foldLive(
	whole: LiveRecord | undefined,
	{ at, offset, ...next }: LiveRecord,
): LiveRecord | undefined {
	const before = whole?.turn.parts ?? [];
	const kept = before[at]?.text?.slice(0, offset) ?? '';
	if (at > before.length || kept.length < offset) {
		return undefined;
	}
	const [first, ...rest] = next.turn.parts;
	const joined =
		offset === 0 || first === undefined
			? next.turn.parts
			: [{ ...first, text: kept + (first.text ?? '') }, ...rest];
	const parts = [...before.slice(0, at), ...joined];
	return { ...next, at: 0, offset: 0, turn: { ...next.turn, parts } };
}
