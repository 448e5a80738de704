import { typedText } from '../shared/typedText.ts';
import type { Message } from './conversationSession.ts';

const MAX_LENGTH = 80;

/** The first line of the question, for lists; of one without words, what is attached. */
export function titleOf({ label, parts, attachments }: Message): string {
	const text =
		label ||
		typedText({ parts, attachments }) ||
		(attachments ?? []).map(each => each.label).join(', ');
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
