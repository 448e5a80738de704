import { isRecord } from '../requestCheck/normalize.ts';
import { singular, wishedCount } from './amounts.ts';
import type { Ask } from './ask.ts';
import { plausibleNumber, plausibleText } from './plausible.ts';
import { sampleOfPattern } from './samplePattern.ts';
import { mergeSchemas, resolve, type SchemaObject } from './schemaTools.ts';

/** Deeper than this only what is required is generated, which ends recursion. */
const CALM_DEPTH = 5;
/** No honest schema needs more. */
const MAX_DEPTH = 40;

interface Place {
	/** Name of the property, or of the array's property for its items. */
	readonly name: string;
	/** Index among its siblings in an array. */
	readonly index: number;
	readonly depth: number;
}

/**
 * A value that satisfies a JSON Schema (or OpenAPI schema), plausible by its property names and the prompt.
 * Another `index` gives another value.
 */
export function sampleJson(schema: unknown, ask: Ask, index = 0): unknown {
	return valueFor(schema, { name: '', index, depth: 0 }, { root: schema, ask });
}

interface Context {
	readonly root: unknown;
	readonly ask: Ask;
}

function valueFor(schema: unknown, place: Place, context: Context): unknown {
	if (place.depth > MAX_DEPTH) {
		return null;
	}
	const flat = flatten(schema, place, context);
	if ('const' in flat) {
		return flat['const'];
	}
	if (Array.isArray(flat['enum']) && flat['enum'].length > 0) {
		return flat['enum'][place.index % flat['enum'].length];
	}
	switch (typeOf(flat)) {
		case 'object':
			return objectOf(flat, place, context);
		case 'array':
			return arrayOf(flat, place, context);
		case 'string':
			return stringOf(flat, place, context);
		case 'integer':
		case 'number':
			return plausibleNumber(flat, place, context.ask);
		case 'boolean':
			return place.index % 2 === 0;
		case 'null':
			return null;
		default:
			return plausibleText(place, context.ask);
	}
}

/** References, `allOf` and one branch of `anyOf` or `oneOf` taken into the schema itself. */
function flatten(schema: unknown, place: Place, context: Context): SchemaObject {
	let flat: SchemaObject = isRecord(schema) ? schema : {};
	for (let hops = 0; typeof flat['$ref'] === 'string' && hops < MAX_DEPTH; hops++) {
		const { $ref, ...siblings } = flat;
		flat = mergeSchemas(resolve(String($ref), context.root), siblings);
	}
	if (Array.isArray(flat['allOf'])) {
		const { allOf, ...rest } = flat;
		const members = Array.isArray(allOf) ? allOf : [];
		flat = members.reduce<SchemaObject>(
			(sum, each) => mergeSchemas(sum, flatten(each, place, context)),
			rest,
		);
	}
	for (const key of ['anyOf', 'oneOf']) {
		const branches = flat[key];
		if (Array.isArray(branches) && branches.length > 0) {
			const { [key]: _, ...rest } = flat;
			flat = mergeSchemas(rest, flatten(pickBranch(branches, place, context), place, context));
		}
	}
	return flat;
}

/** Varies over the items of an array; deep down the branch that nests least. */
function pickBranch(branches: readonly unknown[], { depth, index }: Place, context: Context) {
	const solid = branches.filter(each => !isRecord(each) || each['type'] !== 'null');
	const choice = solid.length > 0 ? solid : branches;
	if (depth < CALM_DEPTH) {
		return choice[index % choice.length];
	}
	const nesting = (each: unknown) =>
		JSON.stringify(deref(each, context) ?? null).split(/\$ref|\{/).length;
	return branches.toSorted((a, b) => nesting(a) - nesting(b))[0];
}

function deref(schema: unknown, { root }: Context): unknown {
	return isRecord(schema) && typeof schema['$ref'] === 'string'
		? resolve(schema['$ref'], root)
		: schema;
}

function typeOf(schema: SchemaObject): string | undefined {
	const { type } = schema;
	const named = Array.isArray(type) ? type.find(each => each !== 'null') : type;
	if (typeof named === 'string') {
		return named.toLowerCase();
	}
	if ('properties' in schema || 'required' in schema || 'additionalProperties' in schema) {
		return 'object';
	}
	if ('items' in schema || 'prefixItems' in schema || 'minItems' in schema) {
		return 'array';
	}
	return 'minimum' in schema || 'maximum' in schema || 'multipleOf' in schema
		? 'number'
		: undefined;
}

function objectOf(schema: SchemaObject, place: Place, context: Context): Record<string, unknown> {
	const properties = isRecord(schema['properties']) ? schema['properties'] : {};
	const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
	const ordering = Array.isArray(schema['propertyOrdering'])
		? schema['propertyOrdering'].map(String)
		: [];
	const names = [...new Set([...ordering, ...Object.keys(properties), ...required])].filter(
		name =>
			required.includes(name) ||
			(name in properties && properties[name] !== false && place.depth < CALM_DEPTH),
	);
	const max = Number(schema['maxProperties'] ?? Number.POSITIVE_INFINITY);
	const kept = names.length > max ? names.filter(name => required.includes(name)) : names;
	const below = { index: place.index, depth: place.depth + 1 };
	const entries = kept.map(name => {
		const property = properties[name] ?? extraSchema(schema, name);
		return [name, valueFor(property, { ...below, name }, context)] as const;
	});
	const wanted = Math.max(
		Number(schema['minProperties'] ?? 0),
		kept.length === 0 && isMap(schema) ? 2 : 0,
	);
	for (let extra = 1; entries.length < Math.min(wanted, max); extra++) {
		const name = extraName(schema, extra, context);
		if (!kept.includes(name)) {
			const value = valueFor(
				extraSchema(schema, name),
				{ ...below, name, index: extra - 1 },
				context,
			);
			entries.push([name, value]);
		}
	}
	return Object.fromEntries(entries);
}

function isMap(schema: SchemaObject): boolean {
	return isRecord(schema['additionalProperties']) || isRecord(schema['patternProperties']);
}

function extraSchema(schema: SchemaObject, name: string): unknown {
	const patterns = isRecord(schema['patternProperties']) ? schema['patternProperties'] : {};
	const match = Object.entries(patterns).find(([pattern]) => new RegExp(pattern, 'u').test(name));
	return match?.[1] ?? schema['additionalProperties'] ?? {};
}

function extraName(schema: SchemaObject, number: number, { ask }: Context): string {
	const names = isRecord(schema['propertyNames']) ? schema['propertyNames'] : {};
	const patterns = isRecord(schema['patternProperties'])
		? Object.keys(schema['patternProperties'])
		: [];
	const pattern = typeof names['pattern'] === 'string' ? names['pattern'] : patterns[0];
	if (Array.isArray(names['enum'])) {
		return String(names['enum'][number - 1] ?? `key${number}`);
	}
	const sampled = pattern === undefined ? undefined : sampleOfPattern(pattern, ask.random);
	return sampled ?? `key${number}`;
}

function arrayOf(schema: SchemaObject, place: Place, context: Context): unknown[] {
	const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
	const min = Number(schema['minItems'] ?? 0);
	const max = Number(schema['maxItems'] ?? Number.POSITIVE_INFINITY);
	const wished =
		place.depth >= CALM_DEPTH
			? 0
			: Math.max(prefix.length, wishedCount(schema, place, context.ask.prompt));
	const closed = schema['items'] === false || (prefix.length > 0 && schema['items'] === undefined);
	const count = Math.min(
		Math.max(min, wished),
		max,
		closed ? Math.max(prefix.length, min) : wished + min + 1,
	);
	const items: unknown[] = [];
	const seen = new Set<string>();
	for (let index = 0; items.length < count && index < count + 50; index++) {
		const at = items.length;
		const item = at < prefix.length ? prefix[at] : (schema['contains'] ?? schema['items'] ?? {});
		const value = valueFor(
			item,
			{ name: singular(place.name), index, depth: place.depth + 1 },
			context,
		);
		const text = JSON.stringify(value);
		if (!schema['uniqueItems'] || !seen.has(text)) {
			seen.add(text);
			items.push(value);
		}
	}
	return items;
}

function stringOf(schema: SchemaObject, place: Place, { ask }: Context): string {
	const format = typeof schema['format'] === 'string' ? schema['format'] : undefined;
	if (typeof schema['pattern'] === 'string') {
		const sampled = sampleOfPattern(schema['pattern'], ask.random);
		if (sampled !== undefined) {
			return fitLength(sampled, schema);
		}
	}
	return fitLength(plausibleText({ ...place, format }, ask), schema);
}

/** Lengths count code points. */
function fitLength(text: string, schema: SchemaObject): string {
	const chars = [...text];
	const max = Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY);
	const min = Number(schema['minLength'] ?? 0);
	while (chars.length < min) {
		chars.push(...(chars.length > 0 ? [' ', ...text] : ['x']));
	}
	const limit = chars.length > [...text].length ? Math.max(min, [...text].length) : max;
	return chars.slice(0, Math.min(limit, max)).join('');
}
