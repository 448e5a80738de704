import { isArray, isObject, isString, type JsonObject } from './jsonValue.ts';
import { subschemas } from './keywords.ts';

export const DIALECTS = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'] as const;
export type Dialect = (typeof DIALECTS)[number];

const BY_META_SCHEMA = new Map<string, Dialect>([
	['json-schema.org/draft-03/schema', 'draft-04'],
	['json-schema.org/draft-04/schema', 'draft-04'],
	['json-schema.org/draft-06/schema', 'draft-06'],
	['json-schema.org/draft-07/schema', 'draft-07'],
	['json-schema.org/draft/2019-09/schema', '2019-09'],
	['json-schema.org/draft/2020-12/schema', '2020-12'],
	['json-schema.org/schema', '2020-12'],
	['spec.openapis.org/oas/3.1/dialect/base', '2020-12'],
	['spec.openapis.org/oas/3.1/schema', '2020-12'],
]);

/** The dialect that `$schema` names, or undefined for none or a foreign one. */
export function declaredDialect(schema: unknown): Dialect | undefined {
	if (!isObject(schema) || !isString(schema['$schema'])) {
		return undefined;
	}
	const id = schema['$schema'].replace(/^https?:\/\//, '').replace(/#?\/?$/, '');
	return BY_META_SCHEMA.get(id);
}

/**
 * The dialect to read a schema with. Without a `$schema` that we know, keywords that mean something only
 * in older drafts decide; a schema without any is read as 2020-12.
 */
export function detectDialect(schema: unknown): Dialect {
	return declaredDialect(schema) ?? guessDialect(schema);
}

function guessDialect(root: unknown): Dialect {
	const stack = [root];
	let guess: Dialect = '2020-12';
	while (stack.length > 0) {
		const schema = stack.pop();
		if (!isObject(schema)) {
			continue;
		}
		if (isDraft4(schema)) {
			return 'draft-04';
		}
		if (isDraft7(schema)) {
			guess = 'draft-07';
		}
		stack.push(...subschemas(schema).map(each => each.schema));
	}
	return guess;
}

function isDraft4(schema: JsonObject): boolean {
	return (
		typeof schema['exclusiveMinimum'] === 'boolean' ||
		typeof schema['exclusiveMaximum'] === 'boolean'
	);
}

function isDraft7(schema: JsonObject): boolean {
	return (
		isArray(schema['items']) ||
		'additionalItems' in schema ||
		('definitions' in schema && !('$defs' in schema)) ||
		isObject(schema['dependencies'])
	);
}

/** Up to draft-07 a `$ref` hides everything beside it. */
export function refHidesSiblings(dialect: Dialect): boolean {
	return dialect === 'draft-04' || dialect === 'draft-06' || dialect === 'draft-07';
}
