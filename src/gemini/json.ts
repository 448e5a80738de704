/** A plain object of JSON: what `JSON.parse` gives for `{…}`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, or `undefined`; the parser's own error quotes the text and is dropped. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The same, only for what looks like an object or an array. */
export function parseDocument(text: string): unknown {
	return /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
}

export function stringOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** `{ [key]: value }`, or nothing when there is no value: for objects without `undefined` in them. */
export function optional<K extends string, V>(
	key: K,
	value: V | null | undefined,
): Partial<Record<K, V>> {
	const result: Partial<Record<K, V>> = {};
	if (value !== undefined && value !== null) {
		result[key] = value;
	}
	return result;
}
