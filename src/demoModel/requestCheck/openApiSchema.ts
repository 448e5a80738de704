import * as z from 'zod';
import { int64, words } from './fieldKinds.ts';

const SCHEMA_TYPES = [
	'TYPE_UNSPECIFIED',
	'STRING',
	'NUMBER',
	'INTEGER',
	'BOOLEAN',
	'ARRAY',
	'OBJECT',
	'NULL',
] as const;

/** The OpenAPI subset. Anything of JSON Schema beyond it is an unknown name. */
export const openApiSchema = z.strictObject({
	type: words(SCHEMA_TYPES).optional(),
	format: z.string().optional(),
	title: z.string().optional(),
	description: z.string().optional(),
	nullable: z.boolean().optional(),
	enum: z.array(z.string()).optional(),
	minItems: int64.optional(),
	maxItems: int64.optional(),
	minProperties: int64.optional(),
	maxProperties: int64.optional(),
	minLength: int64.optional(),
	maxLength: int64.optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	pattern: z.string().optional(),
	example: z.unknown().optional(),
	default: z.unknown().optional(),
	required: z.array(z.string()).optional(),
	propertyOrdering: z.array(z.string()).optional(),
	get items() {
		return openApiSchema.optional();
	},
	get anyOf() {
		return z.array(openApiSchema).optional();
	},
	get properties() {
		return z.record(z.string(), openApiSchema).optional();
	},
});
