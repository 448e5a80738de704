import type { Place } from './gather.ts';
import { canonical, isArray, isObject, isString, own } from './jsonValue.ts';
import { isSchema, type Located, type SchemaDocument } from './schemaDocument.ts';

/** `number` is both `integer` and `fraction`, so that types can be intersected as sets. */
export type Primitive = 'null' | 'boolean' | 'string' | 'integer' | 'fraction' | 'array' | 'object';

const ALL: readonly Primitive[] = [
	'object',
	'array',
	'string',
	'integer',
	'fraction',
	'boolean',
	'null',
];

const PRIMITIVES: Readonly<Record<string, readonly Primitive[] | undefined>> = {
	null: ['null'],
	boolean: ['boolean'],
	string: ['string'],
	integer: ['integer'],
	number: ['integer', 'fraction'],
	array: ['array'],
	object: ['object'],
};

/** Keywords that tell the type of a schema which does not name one. */
const IMPLIED: readonly (readonly [readonly Primitive[], readonly string[]])[] = [
	[
		['object'],
		[
			...['additionalProperties', 'dependencies', 'dependentRequired', 'dependentSchemas'],
			...['maxProperties', 'minProperties', 'patternProperties', 'properties', 'propertyNames'],
			...['propertyOrdering', 'required', 'unevaluatedProperties'],
		],
	],
	[
		['array'],
		[
			...['additionalItems', 'contains', 'items', 'maxItems', 'minItems', 'prefixItems'],
			...['unevaluatedItems', 'uniqueItems'],
		],
	],
	[['string'], ['format', 'maxLength', 'minLength', 'pattern']],
	[
		['integer', 'fraction'],
		['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
	],
];

/** The types that are allowed, or undefined when nothing says anything about types. */
export function typesOf(places: readonly Place[]): ReadonlySet<Primitive> | undefined {
	const named = places.flatMap(place => namedTypes(place) ?? []);
	const [first, ...rest] = named;
	if (first !== undefined) {
		return new Set([...first].filter(type => rest.every(each => each.has(type))));
	}
	const implied = IMPLIED.filter(([, keywords]) =>
		places.some(({ schema }) => keywords.some(keyword => Object.hasOwn(schema, keyword))),
	).flatMap(([types]) => types);
	return implied.length > 0 ? new Set(implied) : undefined;
}

function namedTypes({ schema }: Place): readonly ReadonlySet<Primitive>[] | undefined {
	const type = own(schema, 'type');
	const words = isArray(type) ? type : [type];
	const types = words.flatMap(word => (isString(word) ? (PRIMITIVES[word] ?? []) : []));
	const named = types.length === 0 ? undefined : new Set(types);
	const sets: ReadonlySet<Primitive>[] = [];
	if (named !== undefined) {
		sets.push(schema['nullable'] === true ? named.add('null') : named);
	}
	if (schema['multipleOf'] === 1) {
		sets.push(new Set(ALL.filter(each => each !== 'fraction')));
	}
	return named === undefined ? undefined : sets;
}

/** The values that are allowed, or undefined when they are not listed. */
export function valuesOf(places: readonly Place[]): readonly unknown[] | undefined {
	const lists = places.flatMap(({ schema }) => [
		...(Object.hasOwn(schema, 'const') ? [[schema['const']]] : []),
		...(isArray(schema['enum']) ? [schema['enum']] : []),
	]);
	const [first, ...rest] = lists.map(
		values => new Map(values.map(value => [canonical(value), value])),
	);
	if (first === undefined) {
		return undefined;
	}
	return [...first].flatMap(([key, value]) => (rest.every(each => each.has(key)) ? [value] : []));
}

/** The largest of the lower bounds that a keyword gives. */
export function lowest(places: readonly Place[], keyword: string): number | undefined {
	const bounds = numbers(places, keyword);
	return bounds.length > 0 ? Math.max(...bounds) : undefined;
}

/** The smallest of the upper bounds that a keyword gives. */
export function highest(places: readonly Place[], keyword: string): number | undefined {
	const bounds = numbers(places, keyword);
	return bounds.length > 0 ? Math.min(...bounds) : undefined;
}

/** Bounds of numbers as inclusive ones; for integers that is exact. */
export function range(
	places: readonly Place[],
	integer: boolean,
): { readonly minimum: number | undefined; readonly maximum: number | undefined } {
	const low = places.flatMap(({ schema }) =>
		inclusive(schema['minimum'], schema['exclusiveMinimum'], integer, n => Math.floor(n) + 1),
	);
	const high = places.flatMap(({ schema }) =>
		inclusive(schema['maximum'], schema['exclusiveMaximum'], integer, n => Math.ceil(n) - 1),
	);
	return {
		minimum: low.length > 0 ? Math.max(...low) : undefined,
		maximum: high.length > 0 ? Math.min(...high) : undefined,
	};
}

function inclusive(
	bound: unknown,
	exclusive: unknown,
	integer: boolean,
	next: (bound: number) => number,
): readonly number[] {
	const strict = (value: number) => (integer ? next(value) : value);
	const bounds: number[] = [];
	if (isNumber(bound)) {
		// Up to draft-04 `exclusive…` is a flag of the bound.
		bounds.push(exclusive === true ? strict(bound) : bound);
	}
	if (isNumber(exclusive)) {
		bounds.push(strict(exclusive));
	}
	return bounds;
}

function numbers(places: readonly Place[], keyword: string): readonly number[] {
	return places.flatMap(({ schema }) => {
		const value = own(schema, keyword);
		return isNumber(value) ? [value] : [];
	});
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** The first string that a keyword holds. */
export function text(places: readonly Place[], keyword: string): string | undefined {
	return places.map(({ schema }) => own(schema, keyword)).find(isString);
}

export function strings(value: unknown): readonly string[] {
	return isArray(value) ? value.filter(isString) : [];
}

/** Items of one schema: those with a place of their own, and what holds for the rest. */
interface Items {
	readonly prefix: readonly Located[];
	readonly rest: Located | undefined;
}

/** Items of all schemas together: each position, and the rest, has to satisfy a list of schemas. */
export interface MergedItems {
	readonly prefix: readonly (readonly Located[])[];
	readonly rest: readonly Located[];
}

export function mergeItems(places: readonly Place[], document: SchemaDocument): MergedItems {
	const each = places.map(place => itemsOf(place, document));
	const length = Math.max(0, ...each.map(({ prefix }) => prefix.length));
	const at = (index: number) => each.flatMap(({ prefix, rest }) => prefix[index] ?? rest ?? []);
	return {
		prefix: Array.from({ length }, (_each, index) => at(index)),
		rest: each.flatMap(({ rest }) => rest ?? []),
	};
}

function itemsOf(place: Place, document: SchemaDocument): Items {
	const { schema } = place;
	const keyword = isArray(schema['prefixItems']) ? 'prefixItems' : 'items';
	const list = own(schema, keyword);
	const prefix = isArray(list)
		? list.map((_each, index) => document.child(place, keyword, String(index)))
		: [];
	const rest = isArray(schema['items']) ? 'additionalItems' : 'items';
	return { prefix, rest: isSchema(own(schema, rest)) ? document.child(place, rest) : undefined };
}

/** Properties of all schemas together; each has to satisfy a list of schemas. */
export interface MergedProperties {
	readonly properties: ReadonlyMap<string, readonly Located[]>;
	readonly required: ReadonlySet<string>;
	/** For every other name; undefined when nothing was said. */
	readonly additional: readonly Located[] | undefined;
	/** Names that nobody listed may be left out, because nothing is known to allow them. */
	readonly closed: boolean;
}

export function mergeProperties(
	places: readonly Place[],
	document: SchemaDocument,
): MergedProperties {
	const names = new Set(places.flatMap(({ schema }) => keysOf(schema['properties'])));
	const additional = places.flatMap(place => additionalOf(place, document) ?? []);
	return {
		properties: new Map(
			[...names].map(name => [
				name,
				places.flatMap(place => propertyOf(place, name, document) ?? []),
			]),
		),
		required: new Set(places.flatMap(({ schema }) => strings(schema['required']))),
		additional: additional.length > 0 ? additional : undefined,
		closed:
			places.some(({ schema }) => schema['unevaluatedProperties'] === false) &&
			!places.some(({ schema }) => OPENS.some(keyword => Object.hasOwn(schema, keyword))),
	};
}

/** Beside these, a property that nobody lists may still be allowed. */
const OPENS = ['$dynamicRef', 'dependencies', 'dependentSchemas', 'if', 'patternProperties'];

function keysOf(value: unknown): readonly string[] {
	return isObject(value) ? Object.keys(value) : [];
}

function propertyOf(place: Place, name: string, document: SchemaDocument): Located | undefined {
	const { properties } = place.schema;
	if (isObject(properties) && Object.hasOwn(properties, name)) {
		return document.child(place, 'properties', name);
	}
	// A pattern may allow the name: which ones do is left to the check afterwards.
	return 'patternProperties' in place.schema ? undefined : additionalOf(place, document);
}

/** What holds for properties that `properties` does not list. */
function additionalOf(place: Place, document: SchemaDocument): Located | undefined {
	const { schema } = place;
	const patterns = keysOf(schema['patternProperties']);
	const [pattern] = patterns;
	if (pattern === undefined) {
		return isSchema(schema['additionalProperties'])
			? document.child(place, 'additionalProperties')
			: undefined;
	}
	const onlyPatterns = schema['additionalProperties'] === false && patterns.length === 1;
	return onlyPatterns ? document.child(place, 'patternProperties', pattern) : undefined;
}
