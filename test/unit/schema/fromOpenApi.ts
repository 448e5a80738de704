import { isObject } from '../../../src/gemini/schema/jsonValue.ts';

/** What the OpenAPI form means, as JSON Schema: lower-case types, and null where it is allowed. */
export function fromOpenApi(schema: unknown): unknown {
	if (!isObject(schema)) {
		return schema ?? true;
	}
	const { type, nullable, properties, items, anyOf, format, propertyOrdering, ...rest } = schema;
	const plain = {
		...rest,
		...(typeof type === 'string' && { type: type.toLowerCase() }),
		...(isObject(properties) && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, each]) => [name, fromOpenApi(each)]),
			),
		}),
		...(items !== undefined && { items: fromOpenApi(items) }),
		...(Array.isArray(anyOf) && { anyOf: anyOf.map(fromOpenApi) }),
	};
	return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}
