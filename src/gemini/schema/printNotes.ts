import type { JsonSchemaObject } from './compiledSchema.ts';
import type { Notes } from './shape.ts';

/** Title and description, with the hints at the end of the description. */
export function describe({ title, description, hints }: Notes): JsonSchemaObject {
	const text = [...(description === undefined ? [] : [description]), ...hints].join('\n');
	return {
		...(title !== undefined && { title }),
		...(text !== '' && { description: text }),
	};
}
