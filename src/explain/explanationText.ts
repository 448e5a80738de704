import type { ModelTurn, UserTurn } from '../shared/conversation.ts';
import type { Card } from '../shared/protocol.ts';
import { visibleText } from '../shared/turnParts.ts';
import { type AnswerWords, answerMarkdown, plain } from './answerMarkdown.ts';
import type { Explanation } from './explanation.ts';
import { safeMarkdown } from './safeMarkdown.ts';
import { locationOf } from './subject.ts';

/** What the words around answers need to know. */
export interface TextDeps {
	cardOf(turn: ModelTurn): Card | undefined;
	words(): AnswerWords;
	/** One line: what was sent. */
	summary(explanation: Explanation): string;
	staleNote(): string;
}

/** The whole explanation as a document: where it belongs, what was sent, question and answer in turn. */
export function documentText(explanation: Explanation, deps: TextDeps): string {
	const { subject } = explanation.question;
	const sections = explanation.turns.map((turn, index) => {
		if (turn.role === 'model') {
			return answerMarkdown(turn, deps.cardOf(turn), deps.words());
		}
		return index === 0 ? '' : `---\n\n**${plain(questionText(turn))}**`;
	});
	return [
		`# ${locationOf(subject)}`,
		`*${plain(deps.summary(explanation))}*`,
		explanation.isStale ? `> **${plain(deps.staleNote())}**` : '',
		...sections,
	]
		.filter(section => section !== '')
		.join('\n\n')
		.concat('\n');
}

/** A question as the person put it. */
export function questionText({ label, parts }: Pick<UserTurn, 'label' | 'parts'>): string {
	return label ?? safeMarkdown(visibleText(parts));
}
