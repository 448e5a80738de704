import { isRecord } from '../requestCheck/normalize.ts';

export type SchemaObject = Readonly<Record<string, unknown>>;

/** A local reference: a JSON pointer, an `$anchor` or an `$id`; `{}` when it points nowhere. */
export function resolve(ref: string, root: unknown): SchemaObject {
	const target = ref.startsWith('#/') || ref === '#' ? follow(ref, root) : find(ref, root);
	return isRecord(target) ? target : {};
}

function follow(ref: string, root: unknown): unknown {
	const steps = ref
		.slice(2)
		.split('/')
		.filter(step => step !== '');
	return steps.reduce<unknown>((value, step) => {
		const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
		if (Array.isArray(value)) {
			return value[Number(key)];
		}
		return isRecord(value) ? value[key] : undefined;
	}, root);
}

function find(ref: string, value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(each => find(ref, each)).find(each => each !== undefined);
	}
	if (!isRecord(value)) {
		return undefined;
	}
	if (value['$id'] === ref || `#${value['$anchor']}` === ref) {
		return value;
	}
	return Object.values(value)
		.map(each => find(ref, each))
		.find(each => each !== undefined);
}

/** Both must hold: properties and requirements are united, bounds become the narrower one. */
export function mergeSchemas(a: SchemaObject, b: SchemaObject): SchemaObject {
	const merged: Record<string, unknown> = { ...a };
	for (const [key, value] of Object.entries(b)) {
		merged[key] = key in a ? mergeKeyword(key, a[key], value) : value;
	}
	return merged;
}

function mergeKeyword(key: string, a: unknown, b: unknown): unknown {
	if (key === 'properties' && isRecord(a) && isRecord(b)) {
		return mergeProperties(a, b);
	}
	if (typeof a === 'number' && typeof b === 'number') {
		return /^(min|exclusiveMin)/.test(key) ? Math.max(a, b) : Math.min(a, b);
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		if (key === 'required') {
			return [...new Set([...a, ...b])];
		}
		if (key === 'enum' || key === 'type') {
			return a.filter(each => b.includes(each));
		}
	}
	return key === 'type' && a === 'integer' ? a : b;
}

function mergeProperties(a: SchemaObject, b: SchemaObject): SchemaObject {
	const merged: Record<string, unknown> = { ...a };
	for (const [name, value] of Object.entries(b)) {
		const before = merged[name];
		merged[name] = isRecord(before) && isRecord(value) ? { allOf: [before, value] } : value;
	}
	return merged;
}
