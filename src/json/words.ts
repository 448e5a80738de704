import { l10n } from 'vscode';
import type { Decision } from './stream/outcome.ts';
import type { Notice } from './stream/streamJson.ts';
import type { Unchecked } from './validation/verdict.ts';

/** What a person is told in the progress of a generation. */
export function noticeWords(notice: Notice): string {
	switch (notice.kind) {
		case 'thinking':
			return l10n.t('thinking…');
		case 'writing':
			return '';
		case 'waiting':
			return notice.resumes
				? l10n.t('the connection broke; it goes on in {0} s', notice.seconds)
				: l10n.t('the endpoint is busy; next attempt in {0} s', notice.seconds);
		case 'withoutBounds':
			return l10n.t('the endpoint refused the schema; trying without its bounds');
		case 'withoutSchema':
			return l10n.t('the endpoint refused the schema; it is sent in words only');
		case 'adjusted':
			return adjustmentWords(notice);
	}
}

function adjustmentWords({
	adjustment,
	message,
}: Extract<Notice, { readonly kind: 'adjusted' }>): string {
	switch (adjustment) {
		case 'thinking':
			return l10n.t('without the thinking level, which the endpoint refused');
		case 'responseJsonSchema':
			return l10n.t('with the schema in its older form');
		case 'sampling':
			return l10n.t('without temperature and the like, which the endpoint refused');
		default:
			return message;
	}
}

/** Why nobody can say whether the JSON satisfies its schema. */
export function uncheckedWords({ reason, message }: Unchecked): string {
	switch (reason) {
		case 'deadline':
			return l10n.t('The JSON could not be checked: its schema takes longer than {0}.', message);
		case 'memory':
			return l10n.t(
				'The JSON could not be checked: its schema takes more than {0} of memory.',
				message,
			);
		case 'depth':
			return l10n.t('The JSON could not be checked: it or its schema is nested too deeply.');
		case 'schema':
		case 'thread':
			return l10n.t('The JSON could not be checked: {0}', message);
	}
}

/** Why an answer should be asked for again, and with what. */
export function retryWords({
	why,
	maxOutputTokens,
	thinkingLevel,
}: Extract<Decision, { kind: 'retry' }>): string {
	switch (why) {
		case 'tokenLimit':
			return l10n.t(
				'The answer was cut at the output limit. Ask again with a limit of {0} tokens?',
				maxOutputTokens ?? '',
			);
		case 'thinking':
			return maxOutputTokens === undefined
				? l10n.t(
						'The answer was cut at the output limit. Ask again with less thinking ({0})?',
						thinkingLevel ?? '',
					)
				: l10n.t(
						'Thinking used the output limit up. Ask again with less thinking ({0}) and {1} tokens?',
						thinkingLevel ?? '',
						maxOutputTokens,
					);
		case 'unfinished':
			return l10n.t('The answer ended before the JSON was complete. Ask again?');
		case 'malformed':
			return l10n.t('The model could not finish the answer. Ask again?');
	}
}
