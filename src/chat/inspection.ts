import type { l10n as vscodeL10n } from 'vscode';
import { type WireExchange, type WireRecord, withoutMedia } from '../conversations/wireRecorder.ts';
import { operationUrl, providerOf } from '../gemini/endpoint.ts';
import type { RequestTarget } from '../platform/engine.ts';
import type { ModelTurn } from '../shared/conversation.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

/** What stands for a key wherever one would. */
const REDACTED = '••••';

/** The requests of an answer as JSON with comments: where each went, its headers without the key, its body. */
export function requestText({ exchanges, target, model }: WireRecord): string {
	return exchanges
		.map(({ startedAt, body }) =>
			[
				`// POST ${urlOf(model, target)}`,
				...headerLines(target).map(line => `// ${line}`),
				`// ${new Date(startedAt).toISOString()}`,
				withoutMedia(JSON.stringify(body, null, 2)),
				'',
			].join('\n'),
		)
		.join('\n');
}

/** The answer as it was understood: all parts joined, with what was said about them. */
export function responseText(turn: ModelTurn): string {
	const { id: _id, role, parts, ...facts } = turn;
	return `${withoutMedia(JSON.stringify({ content: { role, parts }, ...facts }, null, 2))}\n`;
}

/** Every event as it came, with its time, as JSON with comments: one list a request. */
export function eventsText({ exchanges, leftOut }: WireRecord, l10n: L10n): string {
	const lists = exchanges.map(exchange => `${eventList(exchange)}\n`);
	const note = leftOut === 0 ? [] : [`// ${l10n.t('{0} later events were not kept.', leftOut)}\n`];
	return [...lists, ...note].join('\n');
}

function eventList({ startedAt, events }: WireExchange): string {
	const items = events.map(
		({ afterMs, data }, index) =>
			`// +${(afterMs / 1_000).toFixed(3)} s\n${asJson(data)}${index < events.length - 1 ? ',' : ''}`,
	);
	return [`// ${new Date(startedAt).toISOString()}`, '[', ...items, ']'].join('\n');
}

/** What is no JSON is shown as a string. */
function asJson(data: string): string {
	try {
		return JSON.stringify(JSON.parse(data), null, 2);
	} catch {
		return JSON.stringify(data);
	}
}

/** Longer bodies are not for a terminal. */
const MAX_CURL_BODY = 1_000_000;

/** The last request as a command line for `sh`; the key comes from the environment. */
export function curlCommand({ exchanges, target, model }: WireRecord, l10n: L10n): string {
	const whole = JSON.stringify(exchanges.at(-1)?.body ?? {}, null, 2);
	const isShort = whole.length <= MAX_CURL_BODY;
	const note = l10n.t('Media is left out: put the data back before you run this.');
	return [
		...(isShort ? [] : [`# ${note}`]),
		`curl --no-buffer ${quoted(urlOf(model, target))} \\`,
		...keyHeader(target, `$${keyVariable(target)}`).map(header => `  --header "${header}" \\`),
		`  --header 'content-type: application/json' \\`,
		`  --data-binary @- <<'JSON'`,
		isShort ? whole : withoutMedia(whole),
		'JSON',
		'',
	].join('\n');
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}

function urlOf(model: string, target: RequestTarget | undefined): string {
	return target === undefined
		? model
		: operationUrl({ ...target, apiKey: undefined }, model, 'streamGenerateContent');
}

function headerLines(target: RequestTarget | undefined): string[] {
	return [
		...keyHeader(target, REDACTED),
		'content-type: application/json',
		'accept: text/event-stream',
	];
}

function keyHeader(target: RequestTarget | undefined, value: string): string[] {
	if (target === undefined || !target.hasKey) {
		return [];
	}
	return target.authHeader === 'bearer'
		? [`authorization: Bearer ${value}`]
		: [`x-goog-api-key: ${value}`];
}

function keyVariable(target: RequestTarget | undefined): string {
	const provider = providerOf(target?.baseUrl ?? '');
	return provider === 'google' || provider === 'vertex' ? 'GEMINI_API_KEY' : 'COMETAPI_KEY';
}
