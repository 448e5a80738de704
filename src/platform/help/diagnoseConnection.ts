import * as vscode from 'vscode';
import { createAdjustmentMemory } from '../../gemini/adjustmentMemory.ts';
import type { Endpoint } from '../../gemini/endpoint.ts';
import { toErrorInfo } from '../../gemini/errors.ts';
import type { ErrorInfo } from '../../shared/errorInfo.ts';
import type { Card } from '../../shared/protocol.ts';
import { activeResource } from '../activeResource.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { abortSignalOf } from '../cancellation.ts';
import type { Endpoints } from '../endpoints.ts';
import { runAction } from '../failureMessage.ts';
import type { Log } from '../log.ts';
import { readSettings } from '../settings.ts';
import { actionLabel, errorCard } from '../words.ts';
import { requestChecks } from './connectionChecks.ts';
import { diagnose, diagnosisText, softened, worst } from './diagnose.ts';
import type { Check, Finding } from './finding.ts';
import { openNetwork } from './network.node.ts';
import { networkChecks } from './networkChecks.ts';

export interface DiagnosisDeps {
	readonly endpoints: Endpoints;
	readonly keys: ApiKeys;
	readonly log: Log;
	/** Shows Markdown as a document. */
	show(name: string, text: string): Promise<void>;
}

/** Longest wait for one answer of the endpoint. */
const IDLE_TIMEOUT_MS = 30_000;

/** *Diagnose Connection*: says in a document what works, what does not, and what to do about it. */
export async function diagnoseConnection(deps: DiagnosisDeps): Promise<void> {
	const { l10n } = vscode;
	const title = l10n.t('Diagnosing the connection to {0}', configuredHost(deps.endpoints));
	const findings = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		async (progress, token) => {
			const { signal, dispose } = abortSignalOf(token);
			try {
				const checks = await connectionChecks(deps);
				const found = await diagnose(checks, signal, step =>
					progress.report({ message: `${step}…`, increment: 100 / checks.length }),
				);
				return softened(found, l10n.t('Requests arrive all the same, by way of a proxy.'));
			} catch (error) {
				if (signal.aborted) {
					return undefined;
				}
				throw error;
			} finally {
				dispose();
			}
		},
	);
	if (findings !== undefined) {
		const heading = l10n.t('Connection to {0}', configuredHost(deps.endpoints));
		const text = diagnosisText(heading, findings, { next: l10n.t('What to do:') });
		for (const { verdict, title: what, facts } of findings) {
			deps.log.info(`diagnosis: ${verdict}: ${what}: ${facts.join(' ')}`);
		}
		await deps.show(l10n.t('Connection Diagnosis'), text);
		await sum(findings);
	}
}

async function sum(findings: readonly Finding[]): Promise<void> {
	const { l10n } = vscode;
	const first = worst(findings);
	if (first === undefined) {
		void vscode.window.showInformationMessage(l10n.t('The connection works.'));
		return;
	}
	const words = [`${first.title}: ${first.facts[0] ?? ''}`, first.next].filter(Boolean).join(' ');
	const buttons = (first.actions ?? []).flatMap(action =>
		MENDS.has(action) ? [{ title: actionLabel(action), action }] : [],
	);
	const chosen = await (first.verdict === 'failed'
		? vscode.window.showErrorMessage(words, ...buttons)
		: vscode.window.showWarningMessage(words, ...buttons));
	if (chosen !== undefined) {
		await runAction(chosen.action);
	}
}

/** Of the buttons that cards have, those that mean something without an answer. */
const MENDS: ReadonlySet<string> = new Set([
	'setApiKey',
	'chooseEndpoint',
	'chooseModel',
	'openSettings',
	'openProxySettings',
]);

async function connectionChecks({ endpoints, keys }: DiagnosisDeps): Promise<Check[]> {
	const { l10n } = vscode;
	const title = l10n.t('Settings');
	let endpoint: Endpoint;
	try {
		endpoint = endpoints.configured();
	} catch (error) {
		return [fixed(ofCard(title, cardOf(endpoints)(toErrorInfo(error))))];
	}
	const { baseUrl } = endpoint;
	const { model } = readSettings(activeResource());
	const settings = fixed({
		title,
		verdict: 'ok',
		facts: [
			l10n.t('Requests go to {0}, for the model “{1}”.', baseUrl, model),
			...(endpoints.isDemo
				? [l10n.t('The demo is on: until it ends, nothing is sent there. These checks are.')]
				: []),
		],
	});
	const network = openNetwork();
	const way = networkChecks({ l10n, baseUrl, proxy: proxySettings(), network });
	const apiKey = await keys.get(new URL(baseUrl).origin);
	try {
		const complete = await endpoints.complete({ ...endpoint, apiKey });
		return [
			settings,
			...way,
			...requestChecks({ ...requestDeps(endpoints), endpoint: complete, model }),
		];
	} catch (error) {
		return [
			settings,
			...way,
			fixed(ofCard(l10n.t('API key'), cardOf(endpoints)(toErrorInfo(error)))),
		];
	}
}

function requestDeps(endpoints: Endpoints) {
	return {
		l10n: vscode.l10n,
		client: {
			fetch: globalThis.fetch,
			memory: createAdjustmentMemory(),
			idleTimeoutMs: IDLE_TIMEOUT_MS,
		},
		cardOf: cardOf(endpoints),
		now: Date.now,
	};
}

const cardOf =
	(endpoints: Endpoints) =>
	(error: ErrorInfo): Card =>
		errorCard(error, configuredHost(endpoints));

function configuredHost(endpoints: Endpoints): string {
	try {
		return new URL(endpoints.configured().baseUrl).host;
	} catch {
		// A base URL that cannot be read is shown as it was typed.
		return readSettings().baseUrl;
	}
}

function ofCard(title: string, card: Card): Finding {
	return {
		title,
		verdict: 'failed',
		facts: [card.title, ...card.detail.split('\n').filter(Boolean)],
		actions: card.actions.map(({ action }) => action),
	};
}

function fixed(finding: Finding): Check {
	return { title: finding.title, run: async () => finding };
}

function proxySettings() {
	const http = vscode.workspace.getConfiguration('http');
	return {
		proxy: http.get<string>('proxy') ?? '',
		proxySupport: http.get<string>('proxySupport') ?? 'override',
		strictSsl: http.get<boolean>('proxyStrictSSL') ?? true,
	};
}
