import { isArray, isObject, type JsonObject, setOwn } from '../../gemini/schema/jsonValue.ts';

/** What has been seen at one place of the examples. */
interface Observation {
	readonly types: Set<string>;
	readonly formats: Set<string | undefined>;
	/** By name, with the number of objects that had it. */
	readonly properties: Map<string, { count: number; readonly seen: Observation }>;
	objects: number;
	items: Observation | undefined;
}

const FORMATS: readonly (readonly [string, RegExp])[] = [
	['date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i],
	['date', /^\d{4}-\d\d-\d\d$/],
	['time', /^\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i],
	['email', /^[^\s@"]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)+$/i],
	['uuid', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
	['uri', /^[a-z][a-z\d+.-]*:\/\/\S+$/i],
];

/** Longer texts are prose, and not worth a look at their form. */
const MAX_FORMATTED = 200;

/**
 * A schema that all examples satisfy: types, common formats of texts, and as required what every object at a
 * place has. It is a proposal to be edited: examples never show all that is allowed.
 */
export function inferSchema(examples: readonly unknown[]): JsonObject {
	const seen = newObservation();
	for (const example of examples) {
		observe(example, seen);
	}
	return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schemaOf(seen) };
}

function newObservation(): Observation {
	return {
		types: new Set(),
		formats: new Set(),
		properties: new Map(),
		objects: 0,
		items: undefined,
	};
}

function observe(value: unknown, seen: Observation): void {
	seen.types.add(typeOf(value));
	if (typeof value === 'string') {
		seen.formats.add(formatOf(value));
	} else if (isArray(value)) {
		const items = seen.items ?? newObservation();
		seen.items = items;
		for (const item of value) {
			observe(item, items);
		}
	} else if (isObject(value)) {
		seen.objects += 1;
		for (const [name, each] of Object.entries(value)) {
			const property = seen.properties.get(name) ?? { count: 0, seen: newObservation() };
			property.count += 1;
			observe(each, property.seen);
			seen.properties.set(name, property);
		}
	}
}

function schemaOf({ types, formats, properties, objects, items }: Observation): JsonObject {
	const names = [...types].filter(type => !(type === 'integer' && types.has('number')));
	const [format, ...others] = formats;
	const required = [...properties]
		.filter(([, { count }]) => count === objects)
		.map(([name]) => name);
	const shapes: Record<string, unknown> = {};
	for (const [name, property] of properties) {
		setOwn(shapes, name, schemaOf(property.seen));
	}
	return {
		...(names.length > 0 && { type: names.length === 1 ? names[0] : names }),
		...(format !== undefined && others.length === 0 && { format }),
		...(types.has('object') && { properties: shapes }),
		...(required.length > 0 && { required }),
		...(types.has('array') && { items: items === undefined ? {} : schemaOf(items) }),
	};
}

function typeOf(value: unknown): string {
	if (value === null) {
		return 'null';
	}
	if (isArray(value)) {
		return 'array';
	}
	return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function formatOf(text: string): string | undefined {
	return text.length > MAX_FORMATTED
		? undefined
		: FORMATS.find(([, pattern]) => pattern.test(text))?.[0];
}
