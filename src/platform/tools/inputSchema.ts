import * as z from 'zod';

/** JSON Schema of what a tool takes: texts and whole numbers by name, some of them optional. */
export function inputSchema(input: z.ZodObject): object {
	const fields = Object.entries(input.shape);
	return {
		type: 'object',
		properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
		required: fields.filter(([, field]) => !(field instanceof z.ZodOptional)).map(([name]) => name),
		additionalProperties: false,
	};
}

function fieldSchema(field: unknown): object {
	if (field instanceof z.ZodOptional) {
		const { description } = field;
		return { ...fieldSchema(field.unwrap()), ...(description !== undefined && { description }) };
	}
	if (field instanceof z.ZodString) {
		const { minLength, description } = field;
		return { type: 'string', ...optional({ minLength, description }) };
	}
	if (field instanceof z.ZodNumber) {
		const { minValue: minimum, description } = field;
		return { type: 'integer', ...optional({ minimum, description }) };
	}
	throw new Error('A tool takes only texts and whole numbers.');
}

function optional(fields: Readonly<Record<string, unknown>>): object {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
	);
}
