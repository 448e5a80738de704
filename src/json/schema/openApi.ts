import {
	isArray,
	isObject,
	isString,
	type JsonObject,
	setOwn,
} from '../../gemini/schema/jsonValue.ts';

/** A schema with a name in an API description. */
export interface Component {
	readonly name: string;
	readonly description: string | undefined;
}

/** How the versions of OpenAPI call the place of their schemas, and what they are written in. */
interface Version {
	readonly holder: readonly string[];
	readonly dialect: string;
}

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

function versionOf(document: unknown): Version | undefined {
	if (!isObject(document)) {
		return undefined;
	}
	const { openapi, swagger, jsonSchemaDialect } = document;
	if (isString(swagger)) {
		return { holder: ['definitions'], dialect: DRAFT_4 };
	}
	if (!isString(openapi)) {
		return undefined;
	}
	const holder = ['components', 'schemas'];
	if (/^3\.0/.test(openapi)) {
		// Its schemas are draft-04 with `nullable`, which validator and compiler know.
		return { holder, dialect: DRAFT_4 };
	}
	return { holder, dialect: isString(jsonSchemaDialect) ? jsonSchemaDialect : DRAFT_2020 };
}

/** Whether a document describes an API in OpenAPI 2, 3.0 or 3.1. */
export function isOpenApi(document: unknown): boolean {
	return versionOf(document) !== undefined;
}

/** The schemas that an API description defines; empty when the document is none. */
export function componentsOf(document: unknown): readonly Component[] {
	return Object.entries(schemasOf(document)).map(([name, schema]) => ({
		name,
		description:
			isObject(schema) && isString(schema['description']) ? schema['description'] : undefined,
	}));
}

/**
 * One of the schemas as a JSON Schema of its own, with those it refers to. Undefined when there is none of
 * that name.
 */
export function componentSchema(document: unknown, name: string): unknown {
	const version = versionOf(document);
	const schemas = schemasOf(document);
	if (version === undefined || !Object.hasOwn(schemas, name)) {
		return undefined;
	}
	const prefix = `#/${version.holder.join('/')}/`;
	const definitions: Record<string, unknown> = {};
	const pending = [name];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		if (!Object.hasOwn(definitions, next) && Object.hasOwn(schemas, next)) {
			const found: string[] = [];
			setOwn(definitions, next, rewrite(schemas[next], prefix, found));
			pending.push(...found);
		}
	}
	return {
		$schema: version.dialect,
		$ref: `#/definitions/${escaped(name)}`,
		definitions,
	};
}

function schemasOf(document: unknown): JsonObject {
	const { holder = [] } = versionOf(document) ?? {};
	const schemas = holder.reduce<unknown>(
		(value, key) => (isObject(value) ? value[key] : undefined),
		holder.length > 0 ? document : undefined,
	);
	return isObject(schemas) ? schemas : {};
}

/** Points references to other schemas of the description at their new place, and notes their names. */
function rewrite(value: unknown, prefix: string, found: string[]): unknown {
	if (isArray(value)) {
		return value.map(each => rewrite(each, prefix, found));
	}
	if (!isObject(value)) {
		return value;
	}
	const copy: Record<string, unknown> = {};
	for (const [key, each] of Object.entries(value)) {
		if (key === '$ref' && isString(each) && each.startsWith(prefix)) {
			const [name = '', ...rest] = each.slice(prefix.length).split('/');
			found.push(unescaped(name));
			setOwn(copy, key, ['#/definitions', name, ...rest].join('/'));
		} else {
			setOwn(copy, key, rewrite(each, prefix, found));
		}
	}
	return copy;
}

function escaped(name: string): string {
	return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function unescaped(name: string): string {
	return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}
