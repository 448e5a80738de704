import type { Message } from './conversationSession.ts';

const MAX_LENGTH = 80;

/** The first line of the question, for lists. */
export function titleOf({ label, parts }: Message): string {
	const text = label ?? parts.map(part => part.text ?? '').join(' ');
	const line = text.trim().split('\n', 1)[0] ?? '';
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
