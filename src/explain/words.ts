import { env, l10n } from 'vscode';
import type { AnswerWords } from './answerMarkdown.ts';
import type { FittedContext } from './contextPiece.ts';
import type { ExplainDestination, ExplainLevel } from './prompt.ts';
import { locationOf, type Subject } from './subject.ts';

/** What the views say around answers. */
export function answerWords(): AnswerWords {
	return {
		waiting: l10n.t('Waiting for the model…'),
		thinking: l10n.t('Thinking…'),
		stopped: l10n.t('Stopped'),
		retrying: l10n.t('The endpoint is busy; trying again…'),
	};
}

/** What the panel and lists call the question. */
export function questionLabel(subject: Subject): string {
	const place = locationOf(subject);
	switch (subject.kind) {
		case 'problem':
			return l10n.t('Explain the problem in {0}', place);
		case 'output':
			return l10n.t('Explain the output of the terminal');
		case 'symbol':
			return l10n.t('Explain {0} ({1})', subject.symbol ?? '', place);
		default:
			return l10n.t('Explain {0}', place);
	}
}

/** What the code's change means for its explanation. */
export function staleNote(): string {
	return l10n.t('the code has changed since');
}

export function levelName(level: ExplainLevel): string {
	switch (level) {
		case 'oneLine':
			return l10n.t('one sentence');
		case 'normal':
			return l10n.t('normal');
		case 'deep':
			return l10n.t('in depth');
		case 'newcomer':
			return l10n.t('for a newcomer');
		default:
			return level satisfies never;
	}
}

export function destinationName(destination: ExplainDestination): string {
	switch (destination) {
		case 'panel':
			return l10n.t('in the panel');
		case 'inline':
			return l10n.t('at the code');
		case 'document':
			return l10n.t('in a document');
		default:
			return destination satisfies never;
	}
}

/** What a symbol with a body is called; `kind` as in `SymbolNode`. */
export function blockName(kind: string): string {
	switch (kind) {
		case 'class':
			return l10n.t('class');
		case 'constructor':
			return l10n.t('constructor');
		case 'enum':
			return l10n.t('enum');
		case 'function':
			return l10n.t('function');
		case 'interface':
			return l10n.t('interface');
		case 'method':
			return l10n.t('method');
		case 'namespace':
			return l10n.t('namespace');
		case 'struct':
			return l10n.t('struct');
		default:
			return kind;
	}
}

/** What went along with the code, and what did not; one line. */
export function contextSummary({ sent, leftOut }: FittedContext, tokens: number): string {
	const titles = [l10n.t('the code'), ...sent.map(({ title }) => title)].join(', ');
	const count = l10n.t('about {0} tokens', tokens.toLocaleString(env.language));
	const summary = l10n.t('Sent: {0} · {1}', titles, count);
	return leftOut.length === 0
		? summary
		: `${summary} · ${l10n.t('left out (budget): {0}', leftOut.map(({ title }) => title).join(', '))}`;
}
