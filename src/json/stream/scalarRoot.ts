import {
	isArray,
	isObject,
	isString,
	type JsonObject,
	own,
} from '../../gemini/schema/jsonValue.ts';

/** What a whole document can be. */
export interface RootKinds {
	/** A lone string, number or literal. */
	readonly scalar: boolean;
	/** An object or an array. */
	readonly container: boolean;
}

const ANYTHING: RootKinds = { scalar: true, container: true };
const NOTHING: RootKinds = { scalar: false, container: false };

/** What documents a schema admits that is written for the endpoint. */
export function rootKinds(schema: JsonObject): RootKinds {
	return kindsOf(schema, schema, new Set());
}

function kindsOf(schema: unknown, root: JsonObject, passed: ReadonlySet<unknown>): RootKinds {
	if (!isObject(schema)) {
		return ANYTHING;
	}
	if (passed.has(schema)) {
		// What leads back to itself says nothing new.
		return NOTHING;
	}
	const into = (each: unknown) => kindsOf(each, root, new Set([...passed, schema]));
	const reference = own(schema, '$ref');
	if (isString(reference)) {
		return into(targetOf(reference, root));
	}
	const type = own(schema, 'type');
	if (type !== undefined) {
		return either((isArray(type) ? type : [type]).map(kindsOfType));
	}
	const branches = own(schema, 'anyOf') ?? own(schema, 'oneOf');
	return isArray(branches) ? either(branches.map(into)) : kindsOfValues(own(schema, 'enum'));
}

function targetOf(reference: string, root: JsonObject): unknown {
	const definitions = own(root, '$defs');
	const name = /^#\/\$defs\/(.+)$/.exec(reference)?.[1];
	if (name === undefined) {
		return root;
	}
	return isObject(definitions) ? own(definitions, name) : undefined;
}

function kindsOfType(type: unknown): RootKinds {
	const container = isString(type) && /^(?:object|array)$/i.test(type);
	return { scalar: !container, container };
}

function kindsOfValues(values: unknown): RootKinds {
	return isArray(values)
		? either(values.map(each => ({ scalar: !isContainer(each), container: isContainer(each) })))
		: ANYTHING;
}

function isContainer(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

function either(kinds: readonly RootKinds[]): RootKinds {
	return {
		scalar: kinds.some(each => each.scalar),
		container: kinds.some(each => each.container),
	};
}
