import { refHidesSiblings } from '../../gemini/schema/dialect.ts';
import {
	isArray,
	isObject,
	isString,
	pathToFragment,
	setOwn,
} from '../../gemini/schema/jsonValue.ts';
import { type Located, SchemaDocument } from '../../gemini/schema/schemaDocument.ts';

/** What stays beside a `$ref` that hides its siblings: other references may lead into definitions. */
const KEPT_BESIDE_REF = new Set(['$ref', '$schema', '$defs', 'definitions']);

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
 * what a `$ref` hides in older dialects: the form in which validators agree about references. A schema
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

	constructor(document: SchemaDocument) {
		this.#document = document;
	}

	copy(place: Located): unknown {
		const { schema } = place;
		if (isArray(schema)) {
			return schema.map((_each, index) => this.copy(this.#document.child(place, String(index))));
		}
		if (!isObject(schema)) {
			return schema;
		}
		const hides = refHidesSiblings(place.dialect) && isString(schema['$ref']);
		const copy: Record<string, unknown> = {};
		for (const [keyword, value] of Object.entries(schema)) {
			const hidden = hides && !KEPT_BESIDE_REF.has(keyword);
			if (!hidden && !isName(keyword, value, place) && !ILLUSTRATIONS.has(keyword)) {
				this.#keyword(copy, keyword, value, place);
			}
		}
		return withProto(copy);
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
			return `#${pathToFragment(target.path)}`;
		}
		const address = this.#document.absolute(reference, place);
		if (KNOWN.test(address)) {
			return address;
		}
		this.unresolved.add(reference);
		return undefined;
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

/** Only strings name; a property may be called like a keyword. */
function isName(keyword: string, value: unknown, place: Located): boolean {
	if (keyword === '$schema') {
		return place.parent !== undefined;
	}
	const names = NAMES.has(keyword) || (keyword === 'id' && place.dialect === 'draft-04');
	return names && (isString(value) || typeof value === 'boolean');
}
