import { refHidesSiblings } from '../gemini/schema/dialect.ts';
import { isArray, isObject, isString, pathToFragment, setOwn } from '../gemini/schema/jsonValue.ts';
import { type Located, SchemaDocument } from '../gemini/schema/schemaDocument.ts';

/** What stays beside a `$ref` that hides its siblings: other references may lead into definitions. */
const KEPT_BESIDE_REF = new Set(['$ref', '$schema', '$defs', 'definitions']);

/** Names of places; when every reference is a pointer, nobody asks for them. */
const NAMES = new Set(['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor']);

/** Values that are data and no schemas, whatever they look like. */
const DATA = new Set(['const', 'default', 'enum']);
const ILLUSTRATIONS = new Set(['example', 'examples']);

/**
 * The schema with every reference written as a pointer from its root, without `$id` and anchors, and without
 * what a `$ref` hides in older dialects: the form in which validators agree about references. A schema
 * whose dynamic references depend on the way that leads to them comes back as it is.
 */
export function toSingleResource(schema: unknown): unknown {
	const document = new SchemaDocument(schema);
	return document.isDynamic ? schema : copyOf(document.root, document);
}

function copyOf(place: Located, document: SchemaDocument): unknown {
	const { schema } = place;
	if (isArray(schema)) {
		return schema.map((_each, index) => copyOf(document.child(place, String(index)), document));
	}
	if (!isObject(schema)) {
		return schema;
	}
	const hides = refHidesSiblings(place.dialect) && isString(schema['$ref']);
	const copy: Record<string, unknown> = {};
	for (const [keyword, value] of Object.entries(schema)) {
		const hidden = hides && !KEPT_BESIDE_REF.has(keyword);
		if (!hidden && !isName(keyword, value, place) && !ILLUSTRATIONS.has(keyword)) {
			copyKeyword(copy, keyword, place, document);
		}
	}
	return withProto(copy);
}

/** The validator passes over a property called `__proto__`; a pattern for just that name it applies. */
function withProto(schema: Readonly<Record<string, unknown>>): unknown {
	const { properties, patternProperties } = schema;
	if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) {
		return schema;
	}
	const patterns = isObject(patternProperties) ? patternProperties : {};
	const proto = Object.entries(properties).find(([name]) => name === '__proto__')?.[1];
	return { ...schema, patternProperties: { ...patterns, '^__proto__$': proto } };
}

function copyKeyword(
	copy: Record<string, unknown>,
	keyword: string,
	place: Located,
	document: SchemaDocument,
): void {
	const value = isObject(place.schema) ? place.schema[keyword] : undefined;
	if (isString(value) && /^\$(?:dynamicR|recursiveR|r)ef$/.test(keyword)) {
		const target = targetOf(keyword, value, place, document);
		setOwn(copy, '$ref', target === undefined ? value : `#${pathToFragment(target.path)}`);
	} else if (DATA.has(keyword) || typeof value !== 'object') {
		setOwn(copy, keyword, value);
	} else {
		setOwn(copy, keyword, copyOf(document.child(place, keyword), document));
	}
}

function targetOf(
	keyword: string,
	reference: string,
	place: Located,
	document: SchemaDocument,
): Located | undefined {
	switch (keyword) {
		case '$recursiveRef':
			return document.resolveRecursive(place);
		case '$dynamicRef':
			return document.resolveDynamic(reference, place);
		default:
			return document.resolve(reference, place);
	}
}

/** Only strings name; a property may be called like a keyword. */
function isName(keyword: string, value: unknown, place: Located): boolean {
	if (keyword === '$schema') {
		return place.parent !== undefined;
	}
	const names = NAMES.has(keyword) || (keyword === 'id' && place.dialect === 'draft-04');
	return names && (isString(value) || typeof value === 'boolean');
}
