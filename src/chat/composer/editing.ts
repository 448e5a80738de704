import type { UserTurn } from '../../shared/conversation.ts';
import { typedText } from '../../shared/typedText.ts';
import type { Question } from './sending.ts';
import { parseSlash } from './slash/slashCommands.ts';
import type { AttachmentSource } from './source.ts';

/** What went with a question, to go along once more; a prompt that its text names comes with the text. */
export function sentSources(turn: UserTurn): AttachmentSource[] {
	const prompt = `/${parseSlash(typedText(turn))?.name}`;
	return (turn.attachments ?? []).flatMap(attachment => {
		const part = turn.parts[attachment.part ?? -1];
		return part === undefined || attachment.label === prompt
			? []
			: [{ kind: 'sent' as const, attachment, part }];
	});
}

/** With the tools and the folder of the question that it replaces. */
export function inPlaceOf({ id, request = {} }: UserTurn, question: Question): Question {
	const { tools, resource } = request;
	return {
		...question,
		replaces: id,
		request: {
			...(tools !== undefined && { tools }),
			...(resource !== undefined && { resource }),
			...question.request,
		},
	};
}
