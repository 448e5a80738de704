import { checkKey, type KeyCheck } from '../../gemini/checkKey.ts';
import { generate } from '../../gemini/client.ts';
import type { ClientOptions } from '../../gemini/clientOptions.ts';
import type { Endpoint } from '../../gemini/endpoint.ts';
import { toErrorInfo } from '../../gemini/errors.ts';
import { bareModelId } from '../../gemini/modelName.ts';
import { listModels } from '../../gemini/models.ts';
import type { ErrorInfo } from '../../shared/errorInfo.ts';
import type { Card } from '../../shared/protocol.ts';
import type { Check, Finding } from './finding.ts';

export interface RequestCheckDeps {
	readonly l10n: { t(message: string, ...values: (string | number)[]): string };
	readonly endpoint: Endpoint;
	readonly model: string;
	readonly client: Pick<ClientOptions, 'fetch' | 'memory' | 'idleTimeoutMs'>;
	/** Words and next steps for a failure. */
	cardOf(error: ErrorInfo): Card;
	now(): number;
}

/** What the endpoint itself answers: to the key, for the model, and to the smallest request there is. */
export function requestChecks(deps: RequestCheckDeps): Check[] {
	const { l10n } = deps;
	return [
		{ title: l10n.t('API key'), run: signal => keyFinding(deps, signal) },
		{ title: l10n.t('Model'), run: signal => modelFinding(deps, signal) },
		{ title: l10n.t('A request for one token'), run: signal => requestFinding(deps, signal) },
	];
}

async function keyFinding(deps: RequestCheckDeps, signal: AbortSignal): Promise<Finding> {
	const { l10n, endpoint, client } = deps;
	const title = l10n.t('API key');
	const kept =
		endpoint.apiKey === undefined
			? l10n.t('No key is stored, and this endpoint may need none.')
			: l10n.t(
					'A key is stored for this endpoint; it travels as {0}.',
					endpoint.authHeader === 'bearer' ? 'Authorization: Bearer' : 'x-goog-api-key',
				);
	const check = await checkKey(endpoint, { ...client, signal });
	if (check.result === 'ok') {
		return { title, verdict: 'ok', facts: [kept, l10n.t('The endpoint accepts it.')] };
	}
	return refusal(deps, title, kept, check);
}

function refusal(
	{ cardOf }: RequestCheckDeps,
	title: string,
	kept: string,
	check: Exclude<KeyCheck, { result: 'ok' }>,
): Finding {
	return {
		...failure(cardOf(check.error), title),
		verdict: check.result === 'refused' ? 'failed' : 'warning',
		facts: [...failure(cardOf(check.error), title).facts, kept],
	};
}

async function modelFinding(deps: RequestCheckDeps, signal: AbortSignal): Promise<Finding> {
	const { l10n, endpoint, model, client } = deps;
	const title = l10n.t('Model');
	const { models } = await listModels(endpoint, { ...client, signal });
	const listed = models.filter(({ sources }) => sources.some(source => source !== 'builtIn'));
	if (listed.length === 0) {
		return {
			title,
			verdict: 'unknown',
			facts: [l10n.t('The endpoint lists no models; “{0}” may work all the same.', model)],
		};
	}
	return listed.some(({ id }) => id === bareModelId(model))
		? {
				title,
				verdict: 'ok',
				facts: [l10n.t('The endpoint lists {0} models, “{1}” among them.', listed.length, model)],
			}
		: {
				title,
				verdict: 'warning',
				facts: [l10n.t('The endpoint lists {0} models, but not “{1}”.', listed.length, model)],
				next: l10n.t('If requests fail, choose a model that is listed.'),
				actions: ['chooseModel'],
			};
}

async function requestFinding(deps: RequestCheckDeps, signal: AbortSignal): Promise<Finding> {
	const { l10n, endpoint, model, client, now } = deps;
	const title = l10n.t('A request for one token');
	const prompt = {
		model,
		contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] as const,
		generationConfig: { maxOutputTokens: 1 },
	};
	const started = now();
	try {
		for await (const _event of generate(prompt, { ...client, endpoint, signal, maxRetries: 0 })) {
			// Whatever comes is an answer.
		}
	} catch (error) {
		const info = toErrorInfo(error);
		if (info.kind === 'aborted') {
			throw error;
		}
		return failure(deps.cardOf(info), title);
	}
	const seconds = ((now() - started) / 1_000).toFixed(1);
	return {
		title,
		verdict: 'ok',
		facts: [l10n.t('“{0}” answered in {1} s.', model, seconds)],
	};
}

function failure({ title: what, detail, actions }: Card, title: string): Finding {
	const [hint, ...said] = detail.split('\n');
	return {
		title,
		verdict: 'failed',
		facts: [what, ...said],
		next: hint || undefined,
		actions: actions.map(({ action }) => action),
	};
}
