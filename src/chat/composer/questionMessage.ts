import type { Message } from '../../conversations/conversationSession.ts';
import type { Attachment } from '../../shared/attachments.ts';
import type { Part } from '../../shared/content.ts';
import type { TurnRequest } from '../../shared/conversation.ts';

/** An attachment with what the model will read. */
export interface ReadAttachment extends Omit<Attachment, 'part'> {
	readonly content: Part;
}

/** What is attached comes first, each in a part of its own; what was typed comes last. */
export function questionMessage(
	text: string,
	read: readonly ReadAttachment[],
	request?: TurnRequest,
): Message {
	const attachments = read.map(
		({ content: _content, ...attachment }, part): Attachment => ({ ...attachment, part }),
	);
	const typed = text === '' ? [] : [{ text }];
	return {
		parts: [...read.map(({ content }) => content), ...typed],
		...(attachments.length > 0 && { attachments }),
		...(request !== undefined && Object.keys(request).length > 0 && { request }),
	};
}
