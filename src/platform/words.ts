import { l10n } from 'vscode';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { Card, CardAction } from '../shared/protocol.ts';
import { translateFailure } from './engineTexts.ts';
import { errorWords } from './errorWords.ts';

/** The one place that turns failures into words and next steps, for notifications and for the panel. */
export function errorCard(error: ErrorInfo, endpointHost: string): Card {
	const { title, hint, actions } = errorWords(error, endpointHost, l10n);
	return {
		severity: 'error',
		title,
		detail: [hint, endpointSaid(error)].filter(Boolean).join('\n'),
		actions: actions.map(withLabel),
	};
}

function endpointSaid(error: ErrorInfo): string {
	if (error.kind === 'aborted' || error.code === 'NO_KEY') {
		return '';
	}
	const status = error.status === undefined ? '' : ` (${error.status})`;
	return `${translateFailure(error.message, l10n)}${status}`;
}

/** A prompt that was refused as a whole. */
export function blockedCard(reason: string, message: string | undefined): Card {
	return {
		severity: 'warning',
		title: l10n.t('The prompt was blocked ({0})', reason),
		detail:
			message ?? l10n.t('A content filter refused it. Put it in other words, or leave a part out.'),
		actions: (['editPrompt', 'retry', 'newConversation'] as const).map(withLabel),
	};
}

/** What an unusual end of an answer means; `undefined` for the usual one. */
export function finishCard(
	finish: { readonly reason: string; readonly message?: string | undefined } | undefined,
	isEmpty: boolean,
): Card | undefined {
	if (finish === undefined) {
		return card(
			'warning',
			l10n.t('The answer may be incomplete'),
			l10n.t('The endpoint closed the connection without saying that it was done.'),
			['continue', 'retry'],
		);
	}
	if (finish.reason === 'STOP') {
		return isEmpty
			? card('warning', l10n.t('The answer is empty'), finish.message ?? '', [
					'retry',
					'chooseModel',
				])
			: undefined;
	}
	return unusualFinish(finish.reason, finish.message ?? '');
}

function unusualFinish(reason: string, message: string): Card {
	switch (reason) {
		case 'MAX_TOKENS':
			return card(
				'warning',
				l10n.t('The answer reached the output limit'),
				message ||
					l10n.t(
						'Thinking counts towards the limit. Continue, raise the limit, or lower the thinking level.',
					),
				['continue', 'raiseLimit', 'lowerThinking'],
			);
		case 'CONTINUATION':
			return card('info', l10n.t('There is more to come'), message, ['continue']);
		case 'SAFETY':
		case 'BLOCKLIST':
		case 'PROHIBITED_CONTENT':
		case 'SPII':
			return card(
				'warning',
				l10n.t('A content filter cut the answer ({0})', reason),
				message || l10n.t('What came before stays. Put the question in other words.'),
				['editPrompt', 'retry'],
			);
		case 'RECITATION':
		case 'IMAGE_RECITATION':
			return card(
				'warning',
				l10n.t('The answer was too close to existing material'),
				message || l10n.t('Ask for it in other words, or for a part of it.'),
				['editPrompt', 'retry'],
			);
		case 'LANGUAGE':
			return card('warning', l10n.t('The model does not support this language'), message, [
				'editPrompt',
				'chooseModel',
			]);
		case 'MALFORMED_FUNCTION_CALL':
		case 'MALFORMED_RESPONSE':
		case 'UNEXPECTED_TOOL_CALL':
		case 'TOO_MANY_TOOL_CALLS':
			return card(
				'warning',
				l10n.t('The model made a tool call that cannot be run ({0})', reason),
				message,
				['retry', 'chooseModel'],
			);
		case 'IMAGE_SAFETY':
		case 'IMAGE_PROHIBITED_CONTENT':
		case 'IMAGE_OTHER':
		case 'NO_IMAGE':
			return card('warning', l10n.t('No image was made ({0})', reason), message, [
				'editPrompt',
				'retry',
			]);
		default:
			return card('warning', l10n.t('The answer ended early ({0})', reason), message, [
				'continue',
				'retry',
			]);
	}
}

function card(
	severity: Card['severity'],
	title: string,
	detail: string,
	actions: readonly CardAction[],
): Card {
	return { severity, title, detail, actions: actions.map(withLabel) };
}

function withLabel(action: CardAction): { action: CardAction; label: string } {
	return { action, label: actionLabel(action) };
}

/** What a button is called. */
export function actionLabel(action: CardAction): string {
	switch (action) {
		case 'setApiKey':
			return l10n.t('Set API Key');
		case 'chooseEndpoint':
			return l10n.t('Choose Endpoint');
		case 'chooseModel':
			return l10n.t('Choose Model');
		case 'retry':
			return l10n.t('Try Again');
		case 'continue':
			return l10n.t('Continue');
		case 'raiseLimit':
			return l10n.t('Raise the Limit');
		case 'lowerThinking':
			return l10n.t('Lower the Thinking Level');
		case 'editPrompt':
			return l10n.t('Edit the Question');
		case 'openSettings':
			return l10n.t('Open Settings');
		case 'newConversation':
			return l10n.t('New Conversation');
		case 'showLog':
			return l10n.t('Show Log');
		case 'openProxySettings':
			return l10n.t('Open Proxy Settings');
		case 'diagnose':
			return l10n.t('Diagnose Connection');
		case 'reportProblem':
			return l10n.t('Report a Problem');
		case 'tryDemo':
			return l10n.t('Try Without a Key');
		case 'endDemo':
			return l10n.t('End the Demo');
		default:
			return action satisfies never;
	}
}
