import { type Dialect, refHidesSiblings } from '../gemini/schema/dialect.ts';
import { isArray, isObject, isString, setOwn } from '../gemini/schema/jsonValue.ts';
import { subschemas } from '../gemini/schema/keywords.ts';

/** Beside a `$ref` that hides its siblings, definitions still are what other references lead to. */
const KEPT_BESIDE_REF = new Set(['$ref', '$defs', 'definitions']);

/**
 * The schema as its dialect reads it: a copy in which everything that a `$ref` hides is gone.
 * Newer dialects hide nothing; their schema comes back as it is.
 */
export function withoutHiddenKeywords(schema: unknown, dialect: Dialect): unknown {
	return refHidesSiblings(dialect) ? reveal(schema) : schema;
}

function reveal(schema: unknown): unknown {
	if (!isObject(schema)) {
		return schema;
	}
	const hides = isString(schema['$ref']);
	const copy: Record<string, unknown> = {};
	for (const [keyword, value] of Object.entries(schema)) {
		if (!hides || KEPT_BESIDE_REF.has(keyword)) {
			setOwn(copy, keyword, value);
		}
	}
	for (const { keys, schema: inner } of subschemas(copy)) {
		replace(copy, keys, reveal(inner));
	}
	return copy;
}

/** Copies what lies on the way, so that the schema that was given stays as it is. */
function replace(
	target: Record<string, unknown>,
	[keyword = '', name]: readonly string[],
	value: unknown,
): void {
	if (name === undefined) {
		setOwn(target, keyword, value);
		return;
	}
	const holder = target[keyword];
	if (isArray(holder)) {
		setOwn(target, keyword, holder.with(Number(name), value));
	} else if (isObject(holder)) {
		const copy = { ...holder };
		setOwn(copy, name, value);
		setOwn(target, keyword, copy);
	}
}
