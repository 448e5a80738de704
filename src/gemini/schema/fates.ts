import type { Reason, SchemaRoute, Treatment } from './compiledSchema.ts';
import { isArray, isObject, isString, type JsonObject, own } from './jsonValue.ts';
import { isType } from './typeWords.ts';

export type Fate = readonly [Treatment, Reason];

const ENFORCED: Fate = ['enforced', 'supported'];
const REWRITTEN: Fate = ['enforced', 'rewritten'];
const MERGED: Fate = ['enforced', 'merged'];
const UNSUPPORTED: Fate = ['checkedAfter', 'unsupported'];
const NOT_GUARANTEED: Fate = ['checkedAfter', 'notGuaranteed'];
const APPROXIMATED: Fate = ['checkedAfter', 'approximated'];
const LEAN: Fate = ['checkedAfter', 'tooLarge'];
const ANNOTATION: Fate = ['dropped', 'annotation'];
const UNKNOWN: Fate = ['dropped', 'unknown'];
const MALFORMED: Fate = ['dropped', 'malformed'];

type UsualFate = Fate | readonly [Fate, Fate];

/** One fate for both routes, or [jsonSchema, openApi] (docs/PROTOCOL.md §8). */
const USUAL: ReadonlyMap<string, UsualFate> = new Map<string, UsualFate>([
	...both(REWRITTEN, '$anchor $defs $dynamicAnchor $id $recursiveAnchor const definitions id'),
	...both(REWRITTEN, 'nullable'),
	...both(APPROXIMATED, '$dynamicRef $recursiveRef oneOf unevaluatedItems unevaluatedProperties'),
	...both(ANNOTATION, '$comment $schema $vocabulary contentEncoding contentMediaType default'),
	...both(ANNOTATION, 'contentSchema deprecated example examples readOnly writeOnly'),
	...both(MERGED, 'allOf'),
	...both(ENFORCED, 'anyOf description enum items maxItems minItems properties propertyOrdering'),
	...both(ENFORCED, 'required title type'),
	...both(UNSUPPORTED, 'contains maxContains minContains dependencies dependentRequired if then'),
	...both(UNSUPPORTED, 'dependentSchemas else format multipleOf not patternProperties'),
	...both(UNSUPPORTED, 'propertyNames uniqueItems'),
	...split(ENFORCED, REWRITTEN, '$ref'),
	...split(REWRITTEN, APPROXIMATED, 'additionalItems'),
	...split(ENFORCED, APPROXIMATED, 'prefixItems'),
	...split(ENFORCED, UNSUPPORTED, 'additionalProperties'),
	...split(ENFORCED, NOT_GUARANTEED, 'maximum minimum'),
	...split(REWRITTEN, NOT_GUARANTEED, 'exclusiveMaximum exclusiveMinimum'),
	...split(UNSUPPORTED, NOT_GUARANTEED, 'maxLength minLength maxProperties minProperties pattern'),
]);

const LEFT_OUT_WHEN_LEAN = new Set([
	'exclusiveMaximum',
	'exclusiveMinimum',
	'maximum',
	'maxItems',
	'minimum',
	'minItems',
]);

function both(fate: Fate, keywords: string): [string, Fate][] {
	return keywords.split(' ').map(keyword => [keyword, fate]);
}

function split(jsonSchema: Fate, openApi: Fate, keywords: string): [string, [Fate, Fate]][] {
	return keywords.split(' ').map(keyword => [keyword, [jsonSchema, openApi]]);
}

/** Formats of strings that the endpoint knows. */
export function isKnownFormat(format: string, route: SchemaRoute): boolean {
	return route === 'jsonSchema'
		? format === 'date-time' || format === 'date' || format === 'time'
		: format === 'date-time';
}

/** What becomes of a keyword of `schema`, as far as it can be seen from this schema object alone. */
export function fateOf(
	keyword: string,
	schema: JsonObject,
	route: SchemaRoute,
	lean: boolean,
): Fate {
	if (lean && LEFT_OUT_WHEN_LEAN.has(keyword)) {
		return LEAN;
	}
	return specialFate(keyword, schema, route) ?? usualFate(keyword, route);
}

function usualFate(keyword: string, route: SchemaRoute): Fate {
	const fate = USUAL.get(keyword);
	if (fate === undefined) {
		return UNKNOWN;
	}
	return isFate(fate) ? fate : fate[route === 'jsonSchema' ? 0 : 1];
}

function isFate(fate: UsualFate): fate is Fate {
	return isString(fate[0]);
}

function specialFate(keyword: string, schema: JsonObject, route: SchemaRoute): Fate | undefined {
	const value = own(schema, keyword);
	switch (keyword) {
		case 'type':
			return isType(value) ? undefined : MALFORMED;
		case 'format':
			return isString(value) ? formatFate(value, schema, route) : MALFORMED;
		case 'const':
			return valuesFate([value], route);
		case 'enum':
			return isArray(value) ? valuesFate(value, route) : MALFORMED;
		case 'exclusiveMaximum':
		case 'exclusiveMinimum':
			return route === 'jsonSchema' && schema['type'] !== 'integer' && value !== false
				? APPROXIMATED
				: undefined;
		case 'items':
			// Only the alternatives of all positions can be said.
			return isArray(value) && route === 'openApi' ? APPROXIMATED : undefined;
		case 'multipleOf':
			return value === 1 ? REWRITTEN : undefined;
		case 'additionalProperties':
			return additionalFate(value, schema, route);
		case 'uniqueItems':
			return value === false ? REWRITTEN : undefined;
		case 'anyOf':
		case 'allOf':
		case 'oneOf':
			return isArray(value) ? undefined : MALFORMED;
		case 'properties':
		case 'patternProperties':
			return isObject(value) ? undefined : MALFORMED;
		default:
			return undefined;
	}
}

function additionalFate(value: unknown, schema: JsonObject, route: SchemaRoute): Fate | undefined {
	if (value === true) {
		return REWRITTEN;
	}
	return 'patternProperties' in schema && route === 'jsonSchema' ? APPROXIMATED : undefined;
}

function formatFate(format: string, schema: JsonObject, route: SchemaRoute): Fate | undefined {
	const numeric = schema['type'] === 'number' || schema['type'] === 'integer';
	if (numeric) {
		return route === 'openApi' ? NOT_GUARANTEED : undefined;
	}
	return isKnownFormat(format, route) ? ENFORCED : undefined;
}

function valuesFate(values: readonly unknown[], route: SchemaRoute): Fate | undefined {
	if (values.some(value => !isSayable(value, values, route))) {
		return APPROXIMATED;
	}
	return undefined;
}

/** Whether a list of allowed values can be said with `enum` for strings and numbers, types and structure. */
function isSayable(value: unknown, among: readonly unknown[], route: SchemaRoute): boolean {
	if (typeof value === 'boolean') {
		return among.includes(!value);
	}
	if (isArray(value) || isObject(value)) {
		// Every part of a constant structure has to be just that constant.
		return route === 'jsonSchema' && Object.values(value).every(each => isSayable(each, [], route));
	}
	if (route === 'openApi') {
		return value === null || (isString(value) && value !== '');
	}
	return true;
}
