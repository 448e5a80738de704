import { type Dialect, declaredDialect, detectDialect, refHidesSiblings } from './dialect.ts';
import { isArray, isObject, isString, own, pointer, pointerKeys } from './jsonValue.ts';
import { subschemas } from './keywords.ts';
import { withPlainTypes } from './typeWords.ts';

/** A schema at its place in the document. One object a place: identity is the place. */
export interface Located {
	readonly schema: unknown;
	/** JSON pointer. */
	readonly path: string;
	/** URI that references in it start from. */
	readonly base: string;
	readonly dialect: Dialect;
	readonly parent: Located | undefined;
}

export function isSchema(value: unknown): value is boolean | Readonly<Record<string, unknown>> {
	return typeof value === 'boolean' || isObject(value);
}

const ROOT_URI = 'schema://document/schema.json';

/**
 * A schema with everything a reference can point at: pointers, `$id`, `$anchor` and `$dynamicAnchor`,
 * in all dialects from draft-04 on, and in Google's own form, whose types are in capitals. References to
 * other documents have to be bundled before.
 */
export class SchemaDocument {
	readonly root: Located;
	readonly #uri: string;
	readonly #places = new Map<string, Located>();
	readonly #byUri = new Map<string, Located>();
	readonly #dynamicAnchors = new Set<Located>();

	/** `uri` is where the schema comes from; references start there unless it names another address. */
	constructor(schema: unknown, uri: string = ROOT_URI) {
		this.#uri = uri;
		this.root = this.#place(withPlainTypes(schema), '', undefined);
		this.#index();
	}

	/** The address that a reference means, with its fragment. */
	absolute(reference: string, from: Located): string {
		return absolute(reference, from.base);
	}

	/** The schema at `keys` inside `from`. */
	child(from: Located, ...keys: readonly string[]): Located {
		let value = from.schema;
		for (const key of keys) {
			value = step(value, key);
		}
		return this.#place(value, pointer(from.path, ...keys), from);
	}

	/** The target of a `$ref`; undefined when there is none in this document. */
	resolve(reference: string, from: Located): Located | undefined {
		const [address = '', fragment = ''] = split(absolute(reference, from.base));
		const resource = this.#byUri.get(address);
		if (fragment === '') {
			return resource;
		}
		if (!fragment.startsWith('/')) {
			return this.#byUri.get(`${address}#${fragment}`);
		}
		return resource === undefined ? undefined : this.#walk(resource, fragment);
	}

	/**
	 * The target of a `$dynamicRef`: of the anchors with that name, the one of the document's root wins,
	 * which is the outermost place that every evaluation has passed.
	 */
	resolveDynamic(reference: string, from: Located): Located | undefined {
		const target = this.resolve(reference, from);
		const name = split(reference)[1] ?? '';
		// Only an anchor that was declared as dynamic makes the reference one.
		const dynamic = isObject(target?.schema) && target.schema['$dynamicAnchor'] === name;
		return (dynamic ? this.#rootAnchor(name) : undefined) ?? target;
	}

	/**
	 * Whether a dynamic reference may mean different things depending on the way that led to it: there are
	 * several anchors of its name, and none of them at the root, which would always win.
	 */
	get isDynamic(): boolean {
		const names = [...this.#dynamicAnchors]
			.filter(place => place !== this.root)
			.map(({ schema }) => (isObject(schema) ? String(schema['$dynamicAnchor'] ?? '') : ''))
			.filter(name => this.#rootAnchor(name) === undefined);
		return new Set(names).size < names.length;
	}

	#rootAnchor(name: string): Located | undefined {
		const place = name === '' ? this.root : this.#byUri.get(`${this.root.base}#${name}`);
		return place !== undefined && this.#dynamicAnchors.has(place) ? place : undefined;
	}

	/** The target of the `$recursiveRef` of 2019-09, which is always `#`. */
	resolveRecursive(from: Located): Located | undefined {
		const own = this.#byUri.get(from.base);
		const recursive = (place: Located | undefined) =>
			isObject(place?.schema) && place.schema['$recursiveAnchor'] === true;
		return recursive(own) && recursive(this.root) ? this.root : own;
	}

	#index(): void {
		const stack = [this.root];
		for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
			if (!isObject(place.schema)) {
				continue;
			}
			this.#register(place);
			for (const { keys } of subschemas(place.schema)) {
				stack.push(this.child(place, ...keys));
			}
		}
	}

	#register(place: Located): void {
		if (place === this.root || place.base !== place.parent?.base) {
			this.#remember(place.base, place);
		}
		if (place === this.root) {
			this.#remember(this.#uri, place);
		}
		const { schema } = place;
		if (!isObject(schema)) {
			return;
		}
		for (const keyword of ['$anchor', '$dynamicAnchor', '$id', 'id']) {
			const value = own(schema, keyword);
			const name = keyword.endsWith('id') ? anchorOfId(value) : value;
			if (isString(name)) {
				this.#remember(`${place.base}#${name}`, place);
			}
		}
		if (isString(schema['$dynamicAnchor']) || schema['$recursiveAnchor'] === true) {
			this.#dynamicAnchors.add(place);
		}
	}

	#remember(uri: string, place: Located): void {
		if (!this.#byUri.has(uri)) {
			this.#byUri.set(uri, place);
		}
	}

	#walk(resource: Located, fragment: string): Located | undefined {
		let place = resource;
		let value = resource.schema;
		for (const key of pointerKeys(fragment)) {
			value = step(value, key);
			if (value === undefined) {
				return undefined;
			}
			place = this.#place(value, pointer(place.path, key), place);
		}
		return place;
	}

	#place(schema: unknown, path: string, parent: Located | undefined): Located {
		const known = this.#places.get(path);
		if (known !== undefined) {
			return known;
		}
		const place = locate(schema, path, parent, this.#uri);
		this.#places.set(path, place);
		return place;
	}
}

function locate(schema: unknown, path: string, parent: Located | undefined, uri: string): Located {
	const dialect =
		parent === undefined ? detectDialect(schema) : (declaredDialect(schema) ?? parent.dialect);
	const inherited = parent?.base ?? uri;
	const id = isObject(schema) ? idOf(schema, dialect) : undefined;
	const base = id === undefined ? inherited : (split(absolute(id, inherited))[0] ?? inherited);
	return { schema, path, base, dialect, parent };
}

function idOf(schema: Readonly<Record<string, unknown>>, dialect: Dialect): string | undefined {
	if (refHidesSiblings(dialect) && isString(schema['$ref'])) {
		return undefined;
	}
	const id = dialect === 'draft-04' ? (schema['id'] ?? schema['$id']) : schema['$id'];
	return isString(id) && !id.startsWith('#') ? id : undefined;
}

/** Before `$anchor` existed, an `$id` that is only a fragment named a place. */
function anchorOfId(id: unknown): string | undefined {
	return isString(id) ? /^[^#]*#([^/]+)$/.exec(id)?.[1] : undefined;
}

function step(value: unknown, key: string): unknown {
	if (isArray(value)) {
		return value[Number(key)];
	}
	return isObject(value) ? own(value, key) : undefined;
}

function absolute(reference: string, base: string): string {
	return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function split(uri: string): readonly string[] {
	const hash = uri.indexOf('#');
	if (hash < 0) {
		return [uri];
	}
	return [uri.slice(0, hash), decode(uri.slice(hash + 1))];
}

function decode(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		// A lone percent sign is meant literally.
		return fragment;
	}
}
