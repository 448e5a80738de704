import type {
	JsonSchemaObject,
	ProblemKind,
	SchemaProblem,
	SchemaRoute,
} from './compiledSchema.ts';
import { isArray, isObject, isString } from './jsonValue.ts';
import { subschemas } from './keywords.ts';

/**
 * What endpoints were seen to accept; the exact numbers are not documented (docs/PROTOCOL.md §8), so
 * meeting them is a warning and no reason to refuse.
 */
export const LIMITS = {
	nestingDepth: { jsonSchema: 24, openApi: 6 },
	/** Characters of all allowed values together. */
	enumSize: 10_000,
	maxItems: 900,
	/** Tokens of the schema as it is sent. */
	size: 20_000,
} as const;

/** A token is taken to be three characters of JSON. */
const CHARACTERS_A_TOKEN = 3;

export interface Measure {
	readonly tokens: number;
	readonly problems: readonly SchemaProblem[];
}

interface Sizes {
	nestingDepth: number;
	enumSize: number;
	maxItems: number;
}

/** How close a schema that is to be sent comes to the limits. */
export function measure(schema: JsonSchemaObject | undefined, route: SchemaRoute): Measure {
	if (schema === undefined) {
		return { tokens: 0, problems: [] };
	}
	const tokens = Math.ceil(JSON.stringify(schema).length / CHARACTERS_A_TOKEN);
	const sizes = sizesOf(schema);
	return {
		tokens,
		problems: [
			...exceeding('maxItems', sizes.maxItems, LIMITS.maxItems),
			...exceeding('nestingDepth', sizes.nestingDepth, LIMITS.nestingDepth[route]),
			...exceeding('enumSize', sizes.enumSize, LIMITS.enumSize),
			...exceeding('size', tokens, LIMITS.size),
		],
	};
}

function exceeding(kind: ProblemKind, value: number, limit: number): readonly SchemaProblem[] {
	return value > limit ? [{ kind, path: '', value, limit }] : [];
}

function sizesOf(root: JsonSchemaObject): Sizes {
	const sizes: Sizes = { nestingDepth: 0, enumSize: 0, maxItems: 0 };
	const stack: { schema: unknown; depth: number }[] = [{ schema: root, depth: 0 }];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		const { schema } = next;
		if (!isObject(schema)) {
			continue;
		}
		const depth = next.depth + (isContainer(schema['type']) ? 1 : 0);
		sizes.nestingDepth = Math.max(sizes.nestingDepth, depth);
		sizes.enumSize += textLength(schema['enum']);
		sizes.maxItems += typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 0;
		stack.push(...subschemas(schema).map(each => ({ schema: each.schema, depth })));
	}
	return sizes;
}

function isContainer(type: unknown): boolean {
	const words = isArray(type) ? type : [type];
	return words.some(word => isString(word) && /^(?:object|array)$/i.test(word));
}

function textLength(values: unknown): number {
	return isArray(values) ? values.reduce<number>((sum, each) => sum + String(each).length, 0) : 0;
}
