import { type JsonObject, own } from './jsonValue.ts';
import { primitivesOf } from './typeWords.ts';

/**
 * Whether a schema says `nullable` and names no type. OpenAPI gives the word no meaning there, but all who write
 * it mean that null is allowed, too: Google's own form does so beside `anyOf`, and generators beside an `allOf`
 * that holds a reference.
 */
export function isNullableWithoutType(schema: JsonObject): boolean {
	return own(schema, 'nullable') === true && primitivesOf(own(schema, 'type')).length === 0;
}

export function withoutNullable(schema: JsonObject): JsonObject {
	const { nullable: _nullable, ...rest } = schema;
	return rest;
}
