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

/** A value as the body of a request: halves of characters, left where a text was cut, are no JSON to many endpoints. */
export function toJson(value: object): string {
	const json = JSON.stringify(value);
	// Such a half is written as an escape that begins so.
	return json.includes('\\ud')
		? JSON.stringify(value, (_key, each: unknown) =>
				typeof each === 'string' ? each.toWellFormed() : each,
			)
		: json;
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
