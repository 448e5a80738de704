import type { JsonSchemaObject } from './compiledSchema.ts';
import type { Notes } from './shape.ts';

/** What is left of a description when the schema as a whole is too long. */
const BRIEF = 120;

/** Title and description, with the hints at the end of the description; `brief` keeps the first words only. */
export function describe({ title, description, hints }: Notes, brief: boolean): JsonSchemaObject {
	if (brief) {
		return description === undefined ? {} : { description: firstSentence(description) };
	}
	const text = [...(description === undefined ? [] : [description]), ...hints].join('\n');
	return {
		...(title !== undefined && { title }),
		...(text !== '' && { description: text }),
	};
}

function firstSentence(text: string): string {
	const [sentence = ''] = text.split(/(?<=\.)\s|\n/, 1);
	return sentence.length > BRIEF ? `${sentence.slice(0, BRIEF - 1)}…` : sentence;
}
