import type { Attachment } from './attachments.ts';
import type { Part } from './content.ts';

interface Question {
	readonly parts: readonly Part[];
	readonly attachments?: readonly Attachment[] | undefined;
}

/** What a person typed of a question: the text of the parts that hold no attachment. */
export function typedText({ parts, attachments = [] }: Question): string {
	const attached = new Set(attachments.map(({ part }) => part));
	return parts.map(({ text }, index) => (attached.has(index) ? '' : (text ?? ''))).join('');
}
