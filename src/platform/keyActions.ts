import * as vscode from 'vscode';
import { checkKey } from '../gemini/checkKey.ts';
import {
	COMET_BASE_URL,
	type Endpoint,
	GOOGLE_BASE_URL,
	isLoopback,
	normalizeBaseUrl,
} from '../gemini/endpoint.ts';
import { GeminiError, toErrorInfo } from '../gemini/errors.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { DemoMode } from './demoMode.ts';
import { type Endpoints, refuseUnencrypted } from './endpoints.ts';
import { translateFailure } from './engineTexts.ts';
import { environmentKeys } from './environmentKeys.node.ts';
import type { Notifier } from './notify.ts';
import { readSettings, writeSetting } from './settings.ts';

/** An endpoint that takes longer to list its models is taken for one without such a check. */
const CHECK_TIMEOUT_MS = 15_000;

export interface KeyActionDeps {
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly demo: DemoMode;
	readonly notifier: Notifier;
}

/** Asks for the key of the endpoint in the settings. Resolves to whether there is one afterwards. */
export async function setApiKey(deps: KeyActionDeps): Promise<boolean> {
	// The key is for this endpoint, even if the settings name another one before it is entered.
	const endpoint = deps.endpoints.configured();
	const { baseUrl } = endpoint;
	refuseUnencrypted(baseUrl);
	const key = await askForKey(baseUrl);
	if (key === undefined) {
		return false;
	}
	const warning = await checkEnteredKey(deps.notifier, { ...endpoint, apiKey: key });
	if (warning === 'refused') {
		return false;
	}
	const place = await deps.keys.store(new URL(baseUrl).origin, key);
	await deps.demo.set(false);
	const host = new URL(baseUrl).host;
	const words =
		place === 'stored'
			? vscode.l10n.t('The API key for {0} is stored.', host)
			: vscode.l10n.t(
					'This system has no working secret storage: the API key for {0} is kept until this window closes.',
					host,
				);
	if (warning === undefined && place === 'stored') {
		void vscode.window.showInformationMessage(words);
	} else {
		void vscode.window.showWarningMessage([words, warning].filter(Boolean).join(' '));
	}
	return true;
}

async function askForKey(baseUrl: string): Promise<string | undefined> {
	const { host, origin } = new URL(baseUrl);
	const offered = environmentKeys().find(each => each.origin === origin);
	if (offered !== undefined) {
		const fromEnvironment = vscode.l10n.t('Use {0} from the environment', offered.variable);
		const choice = await vscode.window.showQuickPick(
			[fromEnvironment, vscode.l10n.t('Enter a key')],
			{ title: vscode.l10n.t('API key for {0}', host) },
		);
		if (choice === undefined || choice === fromEnvironment) {
			return choice && offered.key;
		}
	}
	const entered = await vscode.window.showInputBox({
		title: vscode.l10n.t('API key for {0}', host),
		prompt: vscode.l10n.t('Kept in the secret storage of VS Code and sent to {0} only.', host),
		placeHolder: origin === COMET_BASE_URL ? 'sk-…' : '',
		password: true,
		ignoreFocusOut: true,
		validateInput: value =>
			value.trim() !== '' && /[^\x21-\x7e]/.test(value.trim())
				? vscode.l10n.t('A key has no spaces and only plain characters.')
				: undefined,
	});
	return entered?.trim() || undefined;
}

/** Only a definite refusal rejects a key; a person may be offline, or the endpoint may have no such check. */
async function checkEnteredKey(
	notifier: Notifier,
	endpoint: Endpoint,
): Promise<'refused' | string | undefined> {
	const check = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: vscode.l10n.t('Checking the key with {0}…', new URL(endpoint.baseUrl).host),
		},
		() =>
			checkKey(endpoint, {
				fetch: globalThis.fetch,
				signal: new AbortController().signal,
				idleTimeoutMs: CHECK_TIMEOUT_MS,
			}),
	);
	if (check.result === 'refused') {
		notifier.error(new GeminiError(check.error));
		return 'refused';
	}
	return check.result === 'ok'
		? undefined
		: vscode.l10n.t(
				'It could not be checked: {0}',
				translateFailure(check.error.message, vscode.l10n),
			);
}

export async function clearApiKey({ endpoints, keys }: KeyActionDeps): Promise<void> {
	const { baseUrl } = endpoints.configured();
	const { host, origin } = new URL(baseUrl);
	if ((await keys.get(origin)) === undefined) {
		void vscode.window.showInformationMessage(vscode.l10n.t('No API key is stored for {0}.', host));
		return;
	}
	await keys.delete(origin);
	void vscode.window.showInformationMessage(vscode.l10n.t('The API key for {0} is deleted.', host));
}

/** Resolves to whether requests can be sent afterwards; `undefined` when nothing was chosen. */
export async function chooseEndpoint(deps: KeyActionDeps): Promise<boolean | undefined> {
	const current = readSettings().baseUrl;
	const items = [
		{ label: 'CometAPI', description: COMET_BASE_URL, baseUrl: COMET_BASE_URL },
		{ label: 'Google', description: GOOGLE_BASE_URL, baseUrl: GOOGLE_BASE_URL },
		{
			label: vscode.l10n.t('Another endpoint…'),
			description: vscode.l10n.t('any gateway that speaks the Gemini-native API'),
			baseUrl: undefined,
		},
	];
	const chosen = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t('Endpoint'),
		placeHolder: current,
	});
	const baseUrl = chosen && (chosen.baseUrl ?? (await askForBaseUrl(current)));
	if (baseUrl === undefined) {
		return undefined;
	}
	await writeSetting('baseUrl', baseUrl, undefined, vscode.ConfigurationTarget.Global);
	await deps.demo.set(false);
	return (await deps.endpoints.isReady()) || setApiKey(deps);
}

async function askForBaseUrl(current: string): Promise<string | undefined> {
	const entered = await vscode.window.showInputBox({
		title: vscode.l10n.t('Base URL of a Gemini-native endpoint'),
		value: current,
		prompt: vscode.l10n.t(
			'Requests go to {0}',
			'<base URL>/v1beta/models/<model>:streamGenerateContent',
		),
		ignoreFocusOut: true,
		validateInput: baseUrlProblem,
	});
	return entered === undefined ? undefined : normalizeBaseUrl(entered);
}

function baseUrlProblem(value: string): string | undefined {
	try {
		const baseUrl = normalizeBaseUrl(value);
		return baseUrl.startsWith('http:') && !isLoopback(baseUrl)
			? vscode.l10n.t('Use https: over http anybody on the way could read the key.')
			: undefined;
	} catch (error) {
		return translateFailure(toErrorInfo(error).message, vscode.l10n);
	}
}
