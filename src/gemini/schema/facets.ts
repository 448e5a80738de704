import type { Place } from './gather.ts';
import { canonical, isArray, isString, own } from './jsonValue.ts';
import { type Primitive, primitivesOf } from './typeWords.ts';

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
	const [first, ...rest] = places.flatMap(place => namedTypes(place) ?? []);
	const types =
		first === undefined
			? impliedTypes(places)
			: [...first].filter(type => rest.every(each => each.has(type)));
	const whole = places.some(({ schema }) => schema['multipleOf'] === 1);
	return types && new Set(types.filter(type => !(whole && type === 'fraction')));
}

function impliedTypes(places: readonly Place[]): readonly Primitive[] | undefined {
	const implied = IMPLIED.filter(([, keywords]) =>
		places.some(({ schema }) => keywords.some(keyword => Object.hasOwn(schema, keyword))),
	).flatMap(([types]) => types);
	return implied.length > 0 ? implied : undefined;
}

function namedTypes({ schema }: Place): ReadonlySet<Primitive> | undefined {
	const types = primitivesOf(own(schema, 'type'));
	if (types.length === 0) {
		return undefined;
	}
	return new Set(schema['nullable'] === true ? [...types, 'null'] : types);
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
