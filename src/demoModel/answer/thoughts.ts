import type { Effort } from '../requestCheck/checkThinking.ts';
import type { Ask } from './ask.ts';
import { sayIn } from './language.ts';

const PARAGRAPHS: Readonly<Record<Effort, number>> = {
	NONE: 0,
	MINIMAL: 0,
	LOW: 1,
	MEDIUM: 2,
	HIGH: 4,
	XHIGH: 5,
};

/** Tokens that thinking costs, whether its summary is asked for or not. */
export const THINKING_TOKENS: Readonly<Record<Effort, number>> = {
	NONE: 0,
	MINIMAL: 0,
	LOW: 48,
	MEDIUM: 160,
	HIGH: 420,
	XHIGH: 900,
};

/** The more effort, the more paragraphs; `steps` are what this kind of answer has to think about. */
export function thinkAbout(ask: Ask, steps: readonly string[]): readonly string[] {
	const say = sayIn(ask.language);
	const subject = quote(ask.prompt);
	const paragraphs = [
		say(
			`**Reading the request**\n\nThe user wrote ${subject}. I pick out what is asked, and in which form the answer should come.`,
			`**Lecture de la demande**\n\nL’utilisateur a écrit ${subject}. Je relève ce qui est demandé, et la forme attendue de la réponse.`,
		),
		...steps,
		say(
			'**Checking the draft**\n\nI reread it once: does every sentence follow from the request, and is anything claimed that I cannot know?',
			'**Relecture**\n\nJe relis une fois : chaque phrase découle-t-elle de la demande, et n’ai-je rien affirmé que je ne puisse savoir ?',
		),
		say(
			'**Deciding on the length**\n\nShort sections and one example are easier to scan than long paragraphs.',
			'**Choix de la longueur**\n\nDe courtes sections et un exemple se parcourent mieux que de longs paragraphes.',
		),
	];
	return paragraphs.slice(0, PARAGRAPHS[ask.effort]).map(each => `${each}\n\n\n`);
}

function quote(text: string): string {
	const line = text.replace(/\s+/g, ' ').replace(/[*`]/g, '').trim();
	return line.length > 70 ? `“${line.slice(0, 70).trimEnd()}…”` : `“${line}”`;
}
