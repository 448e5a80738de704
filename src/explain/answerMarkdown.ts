import type { ModelTurn } from '../shared/conversation.ts';
import type { Card } from '../shared/protocol.ts';
import { visibleText } from '../shared/turnParts.ts';
import { safeMarkdown } from './safeMarkdown.ts';

/** Words that the views put around an answer, in the person's language. */
export interface AnswerWords {
	readonly waiting: string;
	readonly thinking: string;
	readonly stopped: string;
	readonly retrying: string;
}

/** An answer as it stands, with what became of it. */
export function answerMarkdown(
	turn: ModelTurn,
	card: Card | undefined,
	words: AnswerWords,
): string {
	const text = safeMarkdown(visibleText(turn.parts));
	return [text, state(turn, text === '', words), card === undefined ? '' : cardMarkdown(card)]
		.filter(Boolean)
		.join('\n\n');
}

function state(turn: ModelTurn, isEmpty: boolean, words: AnswerWords): string {
	if (turn.status === 'stopped') {
		return `*${words.stopped}*`;
	}
	if (turn.status !== 'streaming') {
		return '';
	}
	if (turn.retry !== undefined) {
		return `*${words.retrying}*`;
	}
	if (!isEmpty) {
		return '';
	}
	return `*${turn.parts.length > 0 ? words.thinking : words.waiting}*`;
}

/** What a card says, without its buttons: a quote that stands apart from the answer. */
function cardMarkdown({ title, detail }: Card): string {
	const lines = [`**${plain(title)}**`, ...detail.split('\n').filter(Boolean).map(plain)];
	return lines.map(line => `> ${line}`).join('  \n');
}

/** The endpoint's words are a stranger's: nothing in them is Markdown. */
export function plain(text: string): string {
	return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}
