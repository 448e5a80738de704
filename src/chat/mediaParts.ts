import { mediaExtension } from '../conversations/markdownMedia.ts';
import type { InlineData } from '../shared/content.ts';
import type { Conversation, Turn } from '../shared/conversation.ts';
import { typedText } from '../shared/typedText.ts';

/** A picture, sound or other media of an answer. */
export interface TurnMedia {
	readonly media: InlineData;
	readonly isDraft: boolean;
	/** The question that it answers. */
	readonly question: string;
}

/** The media number `index` of a turn, counted from 0 through all its parts. */
export function turnMedia(
	{ turns }: Pick<Conversation, 'turns'>,
	turnId: string,
	index: number,
): TurnMedia | undefined {
	const at = turns.findIndex(({ id }) => id === turnId);
	const part = turns[at]?.parts.filter(({ inlineData }) => inlineData !== undefined)[index];
	if (part?.inlineData === undefined) {
		return undefined;
	}
	return {
		media: part.inlineData,
		isDraft: part.thought === true,
		question: questionBefore(turns, at),
	};
}

function questionBefore(turns: readonly Turn[], at: number): string {
	const question = turns.findLast(
		(turn, index) => index < at && turn.role === 'user' && turn.isToolResults !== true,
	);
	return question?.role === 'user' ? typedText(question) : '';
}

/** A file name from the first words of the question, good on every system. */
export function mediaFileName({ media, question }: TurnMedia): string {
	const words = question.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
	const stem = (words ?? []).slice(0, 6).join('-').slice(0, 60) || 'gemini';
	return `${stem}.${mediaExtension(media.mimeType) ?? 'bin'}`;
}

/** A Markdown image that leads from a document (its folder's path segments) to a file of the same root. */
export function markdownImage(
	file: readonly string[],
	folder: readonly string[],
	alternative: string,
): string {
	let shared = 0;
	while (shared < folder.length && shared < file.length - 1 && folder[shared] === file[shared]) {
		shared++;
	}
	const path = [...folder.slice(shared).map(() => '..'), ...file.slice(shared)]
		.map(segment => encodeURI(segment).replace(/[()#?]/g, encodeURIComponent))
		.join('/');
	const text = alternative
		.replace(/\s+/g, ' ')
		.replace(/[\\[\]]/g, '\\$&')
		.trim();
	return `![${text}](${path.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}
