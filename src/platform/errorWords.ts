import type { l10n as vscodeL10n } from 'vscode';
import { INTERNAL_ERROR } from '../gemini/errors.ts';
import type { ErrorInfo } from '../shared/errorInfo.ts';
import type { CardAction } from '../shared/protocol.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

/** What a failure is called, what helps, and the buttons for that, the likeliest first. */
export interface ErrorWords {
	readonly title: string;
	readonly hint: string;
	readonly actions: readonly CardAction[];
}

/** Words and next steps for every kind of failure. */
export function errorWords(error: ErrorInfo, host: string, l10n: L10n): ErrorWords {
	return wordsOnTheWay(error, host, l10n) ?? wordsOfKind(error, host, l10n);
}

/** What did not come from a Gemini endpoint at all. */
function wordsOnTheWay(error: ErrorInfo, host: string, l10n: L10n): ErrorWords | undefined {
	if (error.code === INTERNAL_ERROR) {
		return {
			title: l10n.t('Something went wrong in Comet Gemini'),
			hint: l10n.t('Your conversations are safe. The log may tell more.'),
			actions: ['retry', 'reportProblem', 'showLog'],
		};
	}
	if (error.status === 407) {
		return {
			title: l10n.t('The proxy on the way to {0} asks for a login', host),
			hint: l10n.t('Put the proxy with user name and password into the settings of VS Code.'),
			actions: ['openProxySettings', 'diagnose', 'retry'],
		};
	}
	if (error.code === 'NOT_AN_API') {
		return {
			title: l10n.t('{0} answered with something that is no Gemini-native API', host),
			hint: l10n.t(
				'Check the base URL; a proxy, a firewall or a login page on the way may have answered, too.',
			),
			actions: ['chooseEndpoint', 'diagnose', 'retry'],
		};
	}
	return undefined;
}

function wordsOfKind(error: ErrorInfo, host: string, l10n: L10n): ErrorWords {
	switch (error.kind) {
		case 'auth':
			return authWords(error, host, l10n);
		case 'quota':
			return error.retryable
				? {
						title: l10n.t('Too many requests'),
						hint: l10n.t(
							'The endpoint limits how often it may be asked. Wait a little, or choose another model.',
						),
						actions: ['retry', 'chooseModel'],
					}
				: {
						title: l10n.t('The quota or balance is used up'),
						hint: l10n.t(
							'Waiting a moment does not help: top up the account, or use another model or key.',
						),
						actions: ['chooseModel', 'setApiKey'],
					};
		case 'notFound':
			return {
				title: l10n.t('The endpoint does not know this model'),
				hint: l10n.t('Choose another model, or check the base URL.'),
				actions: ['chooseModel', 'chooseEndpoint'],
			};
		case 'badRequest':
			return {
				title: l10n.t('The endpoint refused the request'),
				hint: '',
				actions: ['openSettings', 'chooseModel', 'retry'],
			};
		case 'blocked':
			return {
				title: l10n.t('The request was blocked'),
				hint: l10n.t('A content filter refused it. Put it in other words.'),
				actions: ['editPrompt', 'newConversation'],
			};
		case 'unavailable':
			return {
				title: l10n.t('The model is not available right now'),
				hint: l10n.t('Try again in a moment, or choose another model.'),
				actions: ['retry', 'chooseModel'],
			};
		case 'timeout':
			return {
				title: l10n.t('The endpoint took too long'),
				hint: l10n.t('Try again; less thinking answers sooner.'),
				actions: ['retry', 'lowerThinking', 'openSettings'],
			};
		case 'network':
			return {
				title: l10n.t('{0} cannot be reached', host),
				hint: l10n.t('Check the connection, the proxy settings of VS Code and the base URL.'),
				actions: ['retry', 'diagnose', 'chooseEndpoint'],
			};
		case 'protocol':
			return {
				title: l10n.t('The endpoint sent something unexpected'),
				hint: l10n.t('Check that the base URL leads to a Gemini-native endpoint.'),
				actions: ['chooseEndpoint', 'diagnose', 'retry'],
			};
		case 'aborted':
			return { title: l10n.t('Stopped'), hint: '', actions: ['retry'] };
		default:
			return error.kind satisfies never;
	}
}

function authWords(error: ErrorInfo, host: string, l10n: L10n): ErrorWords {
	if (error.code === 'NO_KEY') {
		return {
			title: l10n.t('{0} needs an API key', host),
			hint: l10n.t(
				'Keys are kept in the secret storage of VS Code and sent to this endpoint only.',
			),
			actions: ['setApiKey', 'tryDemo', 'chooseEndpoint'],
		};
	}
	return {
		title: l10n.t('{0} did not accept the API key', host),
		hint: l10n.t('Enter another key, or choose the endpoint that this key belongs to.'),
		actions: ['setApiKey', 'chooseEndpoint'],
	};
}
