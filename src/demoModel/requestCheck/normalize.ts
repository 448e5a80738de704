/** Their values belong to the caller: keys below them keep their spelling. */
const FREE_FORM = new Set([
	'args',
	'default',
	'example',
	'labels',
	'parametersJsonSchema',
	'partMetadata',
	'responseJsonSchema',
	'headers',
]);

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toCamelCase(name: string): string {
	return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** Protobuf JSON as the checks want it: snake_case names become camelCase, nulls are absent. */
export function normalize(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(normalize);
	}
	if (!isRecord(value)) {
		return value;
	}
	const entries = Object.entries(value).filter(([, each]) => each !== null);
	return Object.fromEntries(
		entries.map(([name, each]) => {
			const key = toCamelCase(name);
			return [key, normalizeField(key, each, value)];
		}),
	);
}

function normalizeField(key: string, value: unknown, owner: Record<string, unknown>): unknown {
	// `response` is free-form in a function's answer, and a schema in its declaration.
	if (FREE_FORM.has(key) || (key === 'response' && !('description' in owner))) {
		return value;
	}
	if (key === 'properties' && isRecord(value)) {
		return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, normalize(each)]));
	}
	return normalize(value);
}
