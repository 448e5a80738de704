import { isArray, isObject, type JsonObject } from './jsonValue.ts';

const HOLDS_SCHEMA = new Set([
	'additionalItems',
	'additionalProperties',
	'contains',
	'contentSchema',
	'else',
	'if',
	'items',
	'not',
	'propertyNames',
	'then',
	'unevaluatedItems',
	'unevaluatedProperties',
]);

const HOLDS_LIST = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);

const HOLDS_MAP = new Set([
	'$defs',
	'definitions',
	'dependencies',
	'dependentSchemas',
	'patternProperties',
	'properties',
]);

export interface Subschema {
	readonly keys: readonly string[];
	readonly schema: unknown;
}

/** The schemas directly inside a schema, with the keys that lead to them. */
export function subschemas(schema: JsonObject): readonly Subschema[] {
	return Object.entries(schema).flatMap(([keyword, value]) => {
		if (isArray(value)) {
			return HOLDS_LIST.has(keyword)
				? value.map((each, index) => ({ keys: [keyword, String(index)], schema: each }))
				: [];
		}
		if (isObject(value) && HOLDS_MAP.has(keyword)) {
			return Object.entries(value).map(([name, each]) => ({
				keys: [keyword, name],
				schema: each,
			}));
		}
		return HOLDS_SCHEMA.has(keyword) ? [{ keys: [keyword], schema: value }] : [];
	});
}
