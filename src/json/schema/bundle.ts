import { refHidesSiblings } from '../../gemini/schema/dialect.ts';
import { isObject, isString, type JsonObject, setOwn } from '../../gemini/schema/jsonValue.ts';
import { subschemas } from '../../gemini/schema/keywords.ts';
import { type Located, SchemaDocument } from '../../gemini/schema/schemaDocument.ts';
import { isRemote, shortener, withoutFragment } from './address.ts';
import { addressIn, withAddress } from './rootAddress.ts';

export interface BundleOptions {
	/** The parsed document at an address. Rejects when it cannot be had. */
	readonly read: (uri: string) => Promise<unknown>;
	/** Asked once for each document that is to be fetched from the network, before it is. */
	readonly allowRemote: (uri: string) => Promise<boolean> | boolean;
	/** Addresses that need not be read, because every validator knows them: the meta-schemas. */
	readonly isKnown?: ((uri: string) => boolean) | undefined;
}

export interface Bundle {
	/** One schema that refers to nothing outside itself, except to what is missing. */
	readonly schema: unknown;
	/** The addresses of the documents that were read, besides the first. */
	readonly documents: readonly string[];
	readonly missing: readonly MissingDocument[];
}

export interface MissingDocument {
	readonly uri: string;
	readonly reason: 'refused' | 'unreadable' | 'tooMany';
	/** The system's own words; empty when there are none. */
	readonly message: string;
}

/** A schema that pulls in more documents than this does so by mistake or in bad faith. */
const MAX_DOCUMENTS = 200;

/**
 * Puts every document that a schema refers to into the schema itself, each under the address by which it is
 * referred to, so that references stay as they are written. `uri` is where the schema was read. What the
 * addresses of files have in common is cut off: the schema may be sent away, and where it lies is private.
 */
export async function bundleSchema(
	schema: unknown,
	uri: string,
	options: BundleOptions,
): Promise<Bundle> {
	const bundler = new Bundler(options);
	const root = await bundler.add(schema, uri, uri);
	return bundler.result(root);
}

interface Source {
	/** How it is referred to. */
	readonly address: string;
	/** Where it was read. */
	readonly location: string;
	readonly document: SchemaDocument;
}

class Bundler {
	readonly #options: BundleOptions;
	readonly #sources = new Map<string, Source>();
	readonly #missing = new Map<string, MissingDocument>();
	readonly #seen = new Set<Located>();

	constructor(options: BundleOptions) {
		this.#options = options;
	}

	async add(schema: unknown, address: string, location: string): Promise<Source> {
		const source: Source = { address, location, document: new SchemaDocument(schema, address) };
		this.#sources.set(address, source);
		await this.#follow(source, source.document.root);
		return source;
	}

	result(root: Source): Bundle {
		const { schema } = root.document.root;
		const others = [...this.#sources.values()].filter(each => each !== root);
		const missing = [...this.#missing.values()];
		if (others.length === 0 || !isObject(schema)) {
			return { schema, documents: [], missing };
		}
		const { dialect } = root.document.root;
		const shorten = shortener([root, ...others].map(each => each.address));
		// The whole document speaks one dialect, that of its root.
		const embedded: Record<string, unknown> = {};
		for (const { address, document } of others) {
			const short = shorten(address);
			const other = document.root.schema;
			setOwn(embedded, short, isObject(other) ? withAddress(other, short, dialect) : other);
		}
		const holder = refHidesSiblings(dialect) ? 'definitions' : '$defs';
		const own = schema[holder];
		const named =
			addressIn(schema) === undefined
				? withAddress(schema, shorten(root.address), dialect)
				: schema;
		return {
			schema: {
				...named,
				[holder]: { ...(isObject(own) ? own : {}), ...embedded },
			},
			documents: others.map(each => each.location),
			missing,
		};
	}

	/** Reads what a place and everything below it refers to. */
	async #follow(source: Source, start: Located): Promise<void> {
		const stack = [start];
		for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
			if (this.#seen.has(place) || !isObject(place.schema)) {
				continue;
			}
			this.#seen.add(place);
			for (const { keys } of subschemas(place.schema)) {
				stack.push(source.document.child(place, ...keys));
			}
			for (const reference of references(place.schema)) {
				const target = source.document.resolve(reference, place);
				if (target !== undefined) {
					stack.push(target);
				} else {
					await this.#followOut(source, place, reference);
				}
			}
		}
	}

	async #followOut(source: Source, place: Located, reference: string): Promise<void> {
		const [address = '', fragment = ''] = source.document.absolute(reference, place).split('#', 2);
		const target = this.#sources.get(address) ?? (await this.#fetch(source, address, reference));
		const inside = target?.document.resolve(`#${fragment}`, target.document.root);
		if (target !== undefined && inside !== undefined) {
			await this.#follow(target, inside);
		}
	}

	/** A relative reference is looked for beside the document it stands in, whatever that calls itself. */
	async #fetch(source: Source, address: string, reference: string): Promise<Source | undefined> {
		if (this.#missing.has(address) || this.#options.isKnown?.(address) === true) {
			return undefined;
		}
		if (this.#sources.size >= MAX_DOCUMENTS) {
			return this.#miss(address, 'tooMany');
		}
		const beside = withoutFragment(resolved(reference, source.location));
		const failures: MissingDocument[] = [];
		for (const location of new Set([beside, address])) {
			const schema = await this.#read(location).catch((error: unknown) => {
				failures.push(failure(location, error));
				return undefined;
			});
			if (schema !== undefined) {
				return await this.add(schema, address, location);
			}
		}
		const last = failures.at(-1);
		return this.#miss(address, last?.reason ?? 'unreadable', last?.message);
	}

	async #read(location: string): Promise<unknown> {
		if (isRemote(location) && !(await this.#options.allowRemote(location))) {
			throw new RefusedError();
		}
		return await this.#options.read(location);
	}

	#miss(uri: string, reason: MissingDocument['reason'], message = ''): undefined {
		this.#missing.set(uri, { uri, reason, message });
	}
}

class RefusedError extends Error {}

function failure(uri: string, error: unknown): MissingDocument {
	if (error instanceof RefusedError) {
		return { uri, reason: 'refused', message: '' };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { uri, reason: 'unreadable', message };
}

function references(schema: JsonObject): readonly string[] {
	return [schema['$ref'], schema['$dynamicRef']].filter(isString);
}

function resolved(reference: string, location: string): string {
	return URL.canParse(reference, location) ? new URL(reference, location).href : reference;
}
