/** No hand and no tool writes deeper data, and whatever walks through it later is recursive. */
const MAX_DEPTH = 500;

/** Whether data is nested too deeply to be worked with, or, by aliases of YAML, holds itself. */
export function isTooDeep(root: unknown): boolean {
	const seen = new Map<object, number>();
	const pending: (readonly [value: unknown, depth: number])[] = [[root, 0]];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const [value, depth] = next;
		// Data that is shared is looked at again only where it stands deeper.
		if (typeof value !== 'object' || value === null || (seen.get(value) ?? -1) >= depth) {
			continue;
		}
		if (depth > MAX_DEPTH) {
			return true;
		}
		seen.set(value, depth);
		for (const child of Object.values(value)) {
			pending.push([child, depth + 1]);
		}
	}
	return false;
}

/** The same of a text, before a parser takes seconds and gigabytes for it: brackets outside of double quotes. */
export function opensTooMany(text: string): boolean {
	let depth = 0;
	for (const [token] of text.matchAll(/[[{]|[\]}]|"(?:[^"\\\n]|\\.)*"/g)) {
		if (token === '[' || token === '{') {
			depth++;
		} else if (token === ']' || token === '}') {
			depth--;
		}
		if (depth > MAX_DEPTH) {
			return true;
		}
	}
	return false;
}
