import { refHidesSiblings } from '../../gemini/schema/dialect.ts';
import {
	isArray,
	isObject,
	isString,
	type JsonObject,
	own,
	pathToFragment,
	pointer,
	pointerKeys,
	setOwn,
} from '../../gemini/schema/jsonValue.ts';
import { subschemas } from '../../gemini/schema/keywords.ts';
import { isNullableWithoutType } from '../../gemini/schema/nullable.ts';
import { type Located, SchemaDocument } from '../../gemini/schema/schemaDocument.ts';
import { OR_NULL } from './orNull.ts';

/** What stays beside a `$ref` that hides its siblings: other references may lead into definitions. */
const KEPT_BESIDE_REF = new Set(['$ref', '$schema', '$defs', 'definitions']);

/** What does not move where null is one alternative and the rest of a schema the other. */
const STAYS = new Set(['$schema', '$defs', 'definitions']);

const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/** Names of places; when every reference is a pointer, nobody asks for them. */
const NAMES = new Set(['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor']);

/** Values that are data and no schemas, whatever they look like. */
const DATA = new Set(['const', 'default', 'enum']);
const ILLUSTRATIONS = new Set(['example', 'examples']);

export interface SingleResource {
	readonly schema: unknown;
	/** References that lead nowhere; what they stand for is left open. */
	readonly unresolved: readonly string[];
}

/** The meta-schemas are known to every validator. */
const KNOWN = /^https?:\/\/json-schema\.org\//;

/**
 * The schema with every reference written as a pointer from its root, without `$id` and anchors, and without
 * what a `$ref` hides in older dialects: the form in which validators agree about references. Where `nullable`
 * stands without a type, which the validator takes for a mistake, it is written as a keyword of its own. A schema
 * whose dynamic references depend on the way that leads to them comes back as it is.
 */
export function toSingleResource(schema: unknown): SingleResource {
	const document = new SchemaDocument(schema);
	if (document.isDynamic) {
		return { schema: document.root.schema, unresolved: [] };
	}
	const copier = new Copier(document);
	return { schema: copier.copy(document.root), unresolved: [...copier.unresolved] };
}

class Copier {
	readonly unresolved = new Set<string>();
	readonly #document: SchemaDocument;
	readonly #nullable: ReadonlyMap<string, Nullable>;

	constructor(document: SchemaDocument) {
		this.#document = document;
		this.#nullable = nullableIn(document);
	}

	copy(place: Located): unknown {
		const { schema } = place;
		if (isArray(schema)) {
			return schema.map((_each, index) => this.copy(this.#document.child(place, String(index))));
		}
		if (!isObject(schema)) {
			return schema;
		}
		const hides = hidesSiblings(place);
		const nullable = this.#nullable.get(place.path);
		const copy: Record<string, unknown> = {};
		for (const [keyword, value] of Object.entries(schema)) {
			const replaced = keyword === 'nullable' && nullable !== undefined;
			const hidden = replaced || (hides && !KEPT_BESIDE_REF.has(keyword));
			if (!hidden && !isName(keyword, value, place) && !ILLUSTRATIONS.has(keyword)) {
				this.#keyword(copy, keyword, value, place);
			}
		}
		const whole = withProto(copy);
		return nullable === 'alternative' ? orNull(whole) : whole;
	}

	#keyword(copy: Record<string, unknown>, keyword: string, value: unknown, place: Located): void {
		if (isString(value) && REFERENCES.has(keyword)) {
			const reference = this.#pointer(keyword, value, place);
			if (reference !== undefined) {
				setOwn(copy, '$ref', reference);
			}
		} else if (DATA.has(keyword) || typeof value !== 'object') {
			setOwn(copy, keyword, value);
		} else {
			setOwn(copy, keyword, this.copy(this.#document.child(place, keyword)));
		}
	}

	#pointer(keyword: string, reference: string, place: Located): string | undefined {
		const target = this.#target(keyword, reference, place);
		if (target !== undefined) {
			return `#${pathToFragment(this.#moved(target.path))}`;
		}
		const address = this.#document.absolute(reference, place);
		if (KNOWN.test(address)) {
			return address;
		}
		this.unresolved.add(reference);
		return undefined;
	}

	/** Where in the copy something stands. */
	#moved(path: string): string {
		let from = '';
		let to = '';
		for (const key of pointerKeys(path)) {
			const isInside = this.#nullable.get(from) === 'alternative' && !STAYS.has(key);
			to = isInside ? pointer(to, OR_NULL, key) : pointer(to, key);
			from = pointer(from, key);
		}
		return to;
	}

	#target(keyword: string, reference: string, place: Located): Located | undefined {
		switch (keyword) {
			case '$recursiveRef':
				return this.#document.resolveRecursive(place);
			case '$dynamicRef':
				return this.#document.resolveDynamic(reference, place);
			default:
				return this.#document.resolve(reference, place);
		}
	}
}

/** `alternative`: null is admitted, or what the schema says beside it. `nothing`: the word says nothing. */
type Nullable = 'alternative' | 'nothing';

/** The places where `nullable` is not simply a second type; properties may be called like that. */
function nullableIn(document: SchemaDocument): ReadonlyMap<string, Nullable> {
	const found = new Map<string, Nullable>();
	const places = new Set([document.root]);
	for (const place of places) {
		const { schema, path } = place;
		if (!isObject(schema)) {
			continue;
		}
		if (isNullableWithoutType(schema) && !hidesSiblings(place)) {
			found.set(path, 'alternative');
		} else if (own(schema, 'nullable') !== true) {
			found.set(path, 'nothing');
		}
		const reference = own(schema, '$ref');
		const target = isString(reference) ? document.resolve(reference, place) : undefined;
		for (const next of subschemas(schema).map(({ keys }) => document.child(place, ...keys))) {
			places.add(next);
		}
		if (target !== undefined) {
			places.add(target);
		}
	}
	return found;
}

/** Definitions stay beside the keyword, and `$schema` at the root. */
function orNull(schema: JsonObject): JsonObject {
	const entries = Object.entries(schema);
	return {
		...Object.fromEntries(entries.filter(([keyword]) => STAYS.has(keyword))),
		[OR_NULL]: Object.fromEntries(entries.filter(([keyword]) => !STAYS.has(keyword))),
	};
}

function hidesSiblings({ schema, dialect }: Located): boolean {
	return refHidesSiblings(dialect) && isObject(schema) && isString(schema['$ref']);
}

/** The validator passes over a property called `__proto__`; a pattern for just that name it applies. */
function withProto(schema: JsonObject): JsonObject {
	const { properties, patternProperties } = schema;
	if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) {
		return schema;
	}
	const patterns = isObject(patternProperties) ? patternProperties : {};
	const proto = Object.entries(properties).find(([name]) => name === '__proto__')?.[1];
	return { ...schema, patternProperties: { ...patterns, '^__proto__$': proto } };
}

/** Only strings name; a property may be called like a keyword. */
function isName(keyword: string, value: unknown, place: Located): boolean {
	if (keyword === '$schema') {
		return place.parent !== undefined;
	}
	const names = NAMES.has(keyword) || (keyword === 'id' && place.dialect === 'draft-04');
	return names && (isString(value) || typeof value === 'boolean');
}
