import type { UserTurn } from '../shared/conversation.ts';
import { typedText } from '../shared/typedText.ts';

const MAX_LENGTH = 80;

/** The first line of the question, for lists; of one without words, what is attached. */
export function titleOf({
	label,
	parts,
	attachments,
}: Pick<UserTurn, 'label' | 'parts' | 'attachments'>): string {
	const text =
		label ||
		typedText({ parts, attachments }) ||
		(attachments ?? []).map(each => each.label).join(', ');
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
