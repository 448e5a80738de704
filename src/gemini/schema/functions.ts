import { compileSchema } from './compile.ts';
import type { CompiledSchema, CompileOptions, SchemaRoute } from './compiledSchema.ts';
import { isObject } from './jsonValue.ts';

const MAX_NAME = 64;

/**
 * The parameters of a function declaration. Their schema has to be an object's; a function without
 * parameters has no schema at all, because some models refuse an object without properties
 * (docs/PROTOCOL.md §5).
 */
export function compileFunctionParameters(
	schema: unknown,
	route: SchemaRoute = 'jsonSchema',
	options: CompileOptions = {},
): CompiledSchema {
	const compiled = compileSchema(schema, route, options);
	return hasParameters(compiled.schema) ? compiled : { ...compiled, schema: undefined, tokens: 0 };
}

function hasParameters(schema: CompiledSchema['schema']): boolean {
	if (schema === undefined) {
		return false;
	}
	const { properties, additionalProperties, anyOf, $ref } = schema;
	return (
		(isObject(properties) && Object.keys(properties).length > 0) ||
		isObject(additionalProperties) ||
		anyOf !== undefined ||
		$ref !== undefined
	);
}

/**
 * A name that every model takes for a function (docs/PROTOCOL.md §5): a letter or underscore, then
 * letters, digits, `_` and `-`, at most 64 characters. Names that would become equal get a number;
 * `taken` are those already given.
 */
export function toFunctionName(name: string, taken: ReadonlySet<string> = new Set()): string {
	const plain = name.replaceAll(/[^\w-]/g, '_');
	const started = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
	const base = started.slice(0, MAX_NAME);
	let unused = base;
	for (let count = 2; taken.has(unused); count += 1) {
		const suffix = `_${count}`;
		unused = base.slice(0, MAX_NAME - suffix.length) + suffix;
	}
	return unused;
}
