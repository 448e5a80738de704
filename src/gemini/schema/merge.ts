import { strings } from './facets.ts';
import type { Place } from './gather.ts';
import { isArray, isObject, own } from './jsonValue.ts';
import { isSchema, type Located, type SchemaDocument } from './schemaDocument.ts';

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
			additional.length === 0 &&
			places.some(({ schema }) => schema['unevaluatedProperties'] === false) &&
			!places.some(opens),
	};
}

const OPENS = ['$dynamicRef', 'dependencies', 'dependentSchemas', 'if', 'patternProperties'];

/** Whether a schema may still allow a property that nobody lists. */
export function opens({ schema }: Place): boolean {
	return OPENS.some(keyword => Object.hasOwn(schema, keyword));
}

function keysOf(value: unknown): readonly string[] {
	return isObject(value) ? Object.keys(value) : [];
}

function propertyOf(place: Place, name: string, document: SchemaDocument): Located | undefined {
	const { properties } = place.schema;
	if (isObject(properties) && Object.hasOwn(properties, name)) {
		return document.child(place, 'properties', name);
	}
	// A pattern may allow the name: which ones do is left to the check afterwards.
	const patterns = keysOf(place.schema['patternProperties']);
	return patterns.length > 0 ? undefined : additionalOf(place, document);
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
