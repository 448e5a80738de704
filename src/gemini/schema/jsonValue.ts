export interface JsonObject {
	readonly [key: string]: unknown;
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

export function isString(value: unknown): value is string {
	return typeof value === 'string';
}

/** Own properties only: a schema may well define a property called `constructor` or `__proto__`. */
export function own(object: JsonObject, key: string): unknown {
	return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property even when it is called `__proto__`. */
export function setOwn(object: object, key: string, value: unknown): void {
	Object.defineProperty(object, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** Text that is equal for equal JSON values, whatever the order of their keys. */
export function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sortedKeys(part) : part));
}

export function sortedKeys(object: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))),
	);
}

export function pointer(parent: string, ...keys: readonly (string | number)[]): string {
	return (
		parent + keys.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
	);
}

export function pointerKeys(path: string): readonly string[] {
	return path
		.split('/')
		.slice(1)
		.map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer as the fragment of a URI, without the `#`. */
export function pathToFragment(path: string): string {
	return path
		.split('/')
		.map(key => encodeURIComponent(key))
		.join('/');
}
