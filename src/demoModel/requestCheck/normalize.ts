/** JSON Schemas belong to the caller: the names in them keep their spelling. */
const FREE_FORM = new Set(['parametersJsonSchema', 'responseJsonSchema']);

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
			return [key, FREE_FORM.has(key) ? each : normalizeField(key, each)];
		}),
	);
}

/** The names of an OpenAPI schema's properties are the caller's, too. */
function normalizeField(key: string, value: unknown): unknown {
	if (key !== 'properties' || !isRecord(value)) {
		return normalize(value);
	}
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, normalize(each)]));
}
