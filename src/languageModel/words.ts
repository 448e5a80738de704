import { env, l10n } from 'vscode';
import { formatDollars } from '../platform/modelDescription.ts';
import { blockedCard, errorCard, finishCard } from '../platform/words.ts';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { ThinkingLevel } from '../shared/prompt.ts';
import type { Card } from '../shared/protocol.ts';
import type { AnswerWords } from './answerWords.ts';
import type { ModelWords } from './modelInformation.ts';

/** The sentences of an answer from the endpoint of that host. */
export function answerWords(host: string): AnswerWords {
	return {
		sources: l10n.t('Sources'),
		citations: l10n.t('Taken from'),
		image: (mimeType, size) =>
			l10n.t('Image ({0}, {1} KB)', mimeType, Math.ceil(size / 1_024).toLocaleString(env.language)),
		waiting: (waitMs, error) =>
			l10n.t('{0} Trying again in {1} s.', sentence(error, host), Math.ceil(waitMs / 1_000)),
		finished: (finish, isEmpty) => inLine(finishCard(finish, isEmpty)),
		blocked: ({ reason, message }) => inLine(blockedCard(reason, message)) ?? reason,
		failed: error => failureText(error, host),
		tooLong: (tokens, limit, model) =>
			l10n.t(
				'This request is too long: about {0} tokens, while {1} takes {2}. Start a new chat, attach less, or switch tools off.',
				tokens.toLocaleString(env.language),
				model,
				limit.toLocaleString(env.language),
			),
	};
}

/** What failed, why, and what can be done, in one paragraph. */
export function failureText(error: ErrorInfo, host: string): string {
	return inLine(errorCard(error, host)) ?? error.message;
}

function sentence(error: ErrorInfo, host: string): string {
	return `${errorCard(error, host).title}.`;
}

function inLine(card: Card | undefined): string | undefined {
	return card && [card.title, card.detail].filter(Boolean).join(' — ');
}

export function modelWords(): ModelWords {
	return {
		thinkingEffort: l10n.t('Thinking Effort'),
		asSet: l10n.t('Workspace'),
		asSetDescription: l10n.t('The thinking level of the workspace’s settings'),
		level: levelWords,
		price: (input, output) =>
			l10n.t(
				'{0} / {1} per million tokens',
				formatDollars(input, env.language),
				formatDollars(output, env.language),
			),
		retires: when => l10n.t('Will be retired: {0}', when),
	};
}

function levelWords(level: ThinkingLevel): { label: string; description: string } {
	switch (level) {
		case 'auto':
			return { label: l10n.t('Auto'), description: l10n.t('The model’s own default') };
		case 'off':
			return { label: l10n.t('Off'), description: l10n.t('No thinking') };
		case 'minimal':
			return { label: l10n.t('Minimal'), description: l10n.t('The least thinking') };
		case 'low':
			return { label: l10n.t('Low'), description: l10n.t('A little: fast answers') };
		case 'medium':
			return { label: l10n.t('Medium'), description: l10n.t('For most work') };
		case 'high':
			return {
				label: l10n.t('High'),
				description: l10n.t('The most: hard problems, slower and more tokens'),
			};
		default:
			return level satisfies never;
	}
}
