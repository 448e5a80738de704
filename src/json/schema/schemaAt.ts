import { detectDialect, refHidesSiblings } from '../../gemini/schema/dialect.ts';
import { isArray, isObject, isString, own, pathToFragment } from '../../gemini/schema/jsonValue.ts';
import { isSchema, type Located, SchemaDocument } from '../../gemini/schema/schemaDocument.ts';
import type { JsonPath } from '../validation/verdict.ts';
import { addressIn, withAddress } from './rootAddress.ts';

/** What has to hold at a place of the data: a schema of the document, all of some, or one of some. */
type Demand =
	| { readonly kind: 'schema'; readonly place: Located }
	| { readonly kind: 'all' | 'any'; readonly demands: readonly Demand[] };

/** More steps through references than this lead in a circle. */
const MAX_HOPS = 64;

/** Under this address the whole schema stands inside the schema of one of its places. */
const WHOLE = 'schema:///whole.json';

/**
 * The schema of the value at a path, as a schema of its own that takes the whole along. Undefined when the
 * schema says nothing about that place.
 */
export function schemaAt(schema: unknown, path: JsonPath): unknown {
	if (path.length === 0) {
		return schema;
	}
	const demand = demandAt(new SchemaDocument(schema), path);
	return demand && withWhole(expression(demand, wholeAddress(schema)), schema);
}

/**
 * The schema of an object that has a value for each of some places, under a name of its own. Places that the
 * schema says nothing about are open.
 */
export function objectOfPlaces(schema: unknown, places: ReadonlyMap<string, JsonPath>): unknown {
	const document = new SchemaDocument(schema);
	const address = wholeAddress(schema);
	const properties = [...places].map(([name, path]) => {
		const demand = demandAt(document, path);
		return [name, demand === undefined ? {} : expression(demand, address)];
	});
	const body = {
		type: 'object',
		properties: Object.fromEntries(properties),
		required: [...places.keys()],
		additionalProperties: false,
	};
	return withWhole(body, schema);
}

/** The schema of a list of some values of a schema. */
export function listOf(schema: unknown, count: number): unknown {
	const items = { $ref: wholeAddress(schema) };
	return withWhole({ type: 'array', items, minItems: count, maxItems: count }, schema);
}

function demandAt(document: SchemaDocument, path: JsonPath): Demand | undefined {
	return path.reduce<Demand | undefined>(
		(demand, step) => demand && inside(demand, step, document, 0),
		{ kind: 'schema', place: document.root },
	);
}

function inside(
	demand: Demand,
	step: string | number,
	document: SchemaDocument,
	hops: number,
): Demand | undefined {
	if (hops > MAX_HOPS) {
		return undefined;
	}
	const into = (each: Demand) => inside(each, step, document, hops + 1);
	if (demand.kind !== 'schema') {
		return combine(demand.kind, demand.demands.map(into));
	}
	const { place } = demand;
	const { schema } = place;
	if (!isObject(schema)) {
		return undefined;
	}
	const reference = own(schema, '$ref');
	const target = isString(reference) ? document.resolve(reference, place) : undefined;
	const referred = target && into({ kind: 'schema', place: target });
	if (isString(reference) && refHidesSiblings(place.dialect)) {
		return referred;
	}
	const list = (keyword: string) => listAt(place, keyword, document).map(into);
	return combine('all', [
		typeof step === 'number' ? itemAt(place, step, document) : propertyAt(place, step, document),
		referred,
		...list('allOf'),
		combine('any', list('anyOf')),
		combine('any', list('oneOf')),
	]);
}

function combine(
	kind: 'all' | 'any',
	demands: readonly (Demand | undefined)[],
): Demand | undefined {
	const [first, ...rest] = demands.filter(each => each !== undefined);
	return first === undefined || rest.length === 0 ? first : { kind, demands: [first, ...rest] };
}

function listAt(place: Located, keyword: string, document: SchemaDocument): readonly Demand[] {
	const value = isObject(place.schema) ? own(place.schema, keyword) : undefined;
	return isArray(value)
		? value.map((_each, index) => schemaOf(document.child(place, keyword, String(index))))
		: [];
}

function propertyAt(place: Located, name: string, document: SchemaDocument): Demand | undefined {
	const { properties, patternProperties, additionalProperties } = asObject(place.schema);
	if (isObject(properties) && Object.hasOwn(properties, name)) {
		return schemaOf(document.child(place, 'properties', name));
	}
	// Patterns of strangers are not run here: the name may be meant by any of them.
	const patterns = Object.keys(asObject(patternProperties)).map(pattern =>
		schemaOf(document.child(place, 'patternProperties', pattern)),
	);
	const others = isObject(additionalProperties)
		? [schemaOf(document.child(place, 'additionalProperties'))]
		: [];
	return combine('any', [...patterns, ...others]);
}

function itemAt(place: Located, index: number, document: SchemaDocument): Demand | undefined {
	const { prefixItems, items } = asObject(place.schema);
	const keyword = isArray(prefixItems) ? 'prefixItems' : 'items';
	const listed = isArray(prefixItems) ? prefixItems : items;
	if (isArray(listed) && index < listed.length) {
		return schemaOf(document.child(place, keyword, String(index)));
	}
	const rest = document.child(place, isArray(items) ? 'additionalItems' : 'items');
	return isSchema(rest.schema) ? schemaOf(rest) : undefined;
}

function schemaOf(place: Located): Demand {
	return { kind: 'schema', place };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
	return isObject(value) ? value : {};
}

function expression(demand: Demand, address: string): Readonly<Record<string, unknown>> {
	switch (demand.kind) {
		case 'schema':
			return { $ref: address + fragment(demand.place.path) };
		case 'all':
			return { allOf: demand.demands.map(each => expression(each, address)) };
		case 'any':
			return { anyOf: demand.demands.map(each => expression(each, address)) };
	}
}

function fragment(path: string): string {
	return path === '' ? '' : `#${pathToFragment(path)}`;
}

function wholeAddress(schema: unknown): string {
	return addressIn(asObject(schema), WHOLE) ?? WHOLE;
}

function withWhole(body: Readonly<Record<string, unknown>>, schema: unknown): unknown {
	const dialect = detectDialect(schema);
	const holder = refHidesSiblings(dialect) ? 'definitions' : '$defs';
	const { $schema } = asObject(schema);
	return {
		...(isString($schema) && { $schema }),
		...body,
		[holder]: { whole: withAddress(asObject(schema), wholeAddress(schema), dialect) },
	};
}
