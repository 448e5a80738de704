import type { ModelTurn, UserTurn } from '../shared/conversation.ts';
import type { Card } from '../shared/protocol.ts';
import { visibleText } from '../shared/turnParts.ts';
import { type AnswerWords, answerMarkdown, plain } from './answerMarkdown.ts';
import type { Explanation } from './explanation.ts';
import { safeMarkdown } from './safeMarkdown.ts';
import { locationOf } from './subject.ts';

export interface MarkdownDeps {
	cardOf(turn: ModelTurn): Card | undefined;
	words(): AnswerWords;
	summary(explanation: Explanation): string;
}

/** The whole explanation as a document: where it belongs, what was sent, question and answer in turn. */
export function explanationMarkdown(explanation: Explanation, deps: MarkdownDeps): string {
	const { turns } = explanation.session.conversation;
	const sections = turns.map((turn, index) =>
		turn.role === 'user'
			? index === 0
				? ''
				: `---\n\n**${plain(questionOf(turn))}**`
			: answerMarkdown(turn, deps.cardOf(turn), deps.words()),
	);
	return [heading(explanation), `*${plain(deps.summary(explanation))}*`, ...sections]
		.filter(Boolean)
		.join('\n\n')
		.concat('\n');
}

function heading({ subject }: Explanation): string {
	return `# ${locationOf(subject)}`;
}

/** A question as the person put it. */
export function questionOf({ label, parts }: UserTurn): string {
	return label ?? safeMarkdown(visibleText(parts));
}
