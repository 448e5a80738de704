import assert from 'node:assert/strict';
import { checkKey } from '../../../src/gemini/checkKey.ts';
import { generate } from '../../../src/gemini/client.ts';
import { type Endpoint, normalizeBaseUrl } from '../../../src/gemini/endpoint.ts';
import { toErrorInfo } from '../../../src/gemini/errors.ts';
import { type Answer, clientOptions, json, sse, text } from './fakeEndpoint.ts';

const KEY = 'sk-Qx7vJw"3hY\\tLm9';
const ENDPOINT: Endpoint = {
	baseUrl: 'https://api.cometapi.com',
	authHeader: 'x-goog-api-key',
	apiKey: KEY,
};
/** Any five characters of the key in a row give it away. */
const PIECES = Array.from({ length: KEY.length - 4 }, (_, at) => KEY.slice(at, at + 5));

interface Told {
	/** All that leaves the engine besides the request: events, errors, the inspector's events. */
	readonly words: string;
	readonly sent: readonly { readonly url: string; readonly headers: object }[];
}

async function told(answer: Answer): Promise<Told> {
	const heard: unknown[] = [];
	const options = clientOptions([answer], {
		endpoint: ENDPOINT,
		maxRetries: 1,
		onWireEvent: data => heard.push(data),
		onRequest: body => heard.push(body),
	});
	const prompt = {
		model: 'gemini-3.5-flash',
		contents: [{ role: 'user' as const, parts: [{ text: 'Hi' }] }],
	};
	try {
		for await (const event of generate(prompt, options)) {
			heard.push(event);
		}
	} catch (error) {
		heard.push(toErrorInfo(error), String(error), error instanceof Error ? error.stack : '');
	}
	heard.push(await checkKey(ENDPOINT, { ...options, idleTimeoutMs: 1_000 }));
	return { words: heard.map(each => decoded(each)).join('\n'), sent: options.sent };
}

/** JSON with its escapes undone, so that a key inside it is found as it is. */
function decoded(value: unknown): string {
	const json_ = typeof value === 'string' ? value : JSON.stringify(value);
	return json_.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}

const page = (before: string) =>
	`<!doctype html><title>502</title><h1>Bad gateway</h1><pre>${before} x-goog-api-key: ${KEY}</pre>`;
const quoting = {
	error: { message: `Incorrect API key provided: ${KEY}`, code: KEY, status: KEY },
};
const chunk = { candidates: [{ content: { role: 'model', parts: [{ text: 'Hello' }] } }] };

const echoes: Readonly<Record<string, Answer>> = {
	'a refusal that quotes it': json(quoting, 401),
	'a refusal that quotes it as request id': json(
		{ error: { message: `No (request id: ${KEY})` } },
		400,
	),
	'a refusal that quotes it far behind': json(
		{ error: { message: `${'word '.repeat(398)} ${KEY}` } },
		400,
	),
	'a refusal inside a refusal': json({ error: { message: JSON.stringify(quoting) } }, 500),
	'a plain text': text(`Forbidden for ${KEY}`, 403),
	'a page of a proxy': text(page(''), 502, { 'content-type': 'text/html' }),
	'a page that would be cut within it': text(
		`<!doctype html><pre>${'header '.repeat(26)} ${KEY}</pre>`,
		502,
	),
	'a page with status 200': text(page(''), 200, { 'content-type': 'text/html' }),
	'an error in mid-stream': sse(chunk, quoting),
	'an error in mid-stream without data:': text(
		`data: ${JSON.stringify(chunk)}\r\n\r\n${JSON.stringify(quoting, undefined, 2)}\r\n`,
	),
	'an error event': text(`event: error\ndata: ${JSON.stringify({ message: KEY })}\n\n`),
	'an event that is no JSON': text(`data: {"key": "${KEY}\n\n`),
	'a failing network': () => {
		throw new TypeError('fetch failed', { cause: new Error(`bad header ${KEY}`) });
	},
	'a redirect that takes it along': text('', 307, { location: `https://evil.example/?key=${KEY}` }),
	'a redirect to a host named so': text('', 302, { location: `https://${KEY}.example/` }),
};

describe('The key', () => {
	for (const [name, answer] of Object.entries(echoes)) {
		it(`is in one header and in no word, not even after ${name}`, async () => {
			const { words, sent } = await told(answer);
			assert.deepEqual(
				PIECES.filter(piece => words.includes(piece)),
				[],
				words,
			);
			for (const { url, headers } of sent) {
				assert.equal(new URL(url).origin, ENDPOINT.baseUrl);
				assert.equal(decoded(url).includes(KEY), false);
				assert.equal(Object.values(headers).filter(value => value.includes(KEY)).length, 1);
			}
		});
	}
});

describe('A look-alike address', () => {
	const mine = 'https://api.cometapi.com';
	for (const lookAlike of [
		'https://api.cometapi.com.evil.example',
		'https://api.cometapi.com.',
		'https://api.cometapi.com:8443',
		'https://api-cometapi.com',
		'https://apicometapi.com',
		'https://cometapi.com',
		'https://xapi.cometapi.com',
		'https://api.cometapi.co',
		'https://evil.example/api.cometapi.com',
		'https://evil.example/https://api.cometapi.com',
		'https://evil.example?https://api.cometapi.com',
		'https://evil.example#@api.cometapi.com',
		'https://аpi.cometapi.com',
		'https://api.cometapі.com',
		'https://api.ⅽometapi.com.evil.example',
		'https://xn--pi-7kc.cometapi.com',
		'https://api。cometapi。com。evil。example',
		'https://api.cometapi.com%2eevil.example',
		'http://api.cometapi.com',
		'https:\\\\api.cometapi.com\\@evil.example',
		'api.cometapi.com.evil.example/v1beta',
	]) {
		it(`${lookAlike} has another origin, and so another key`, () => {
			assert.notEqual(originOf(lookAlike), mine);
		});
	}

	for (const same of [
		'https://API.COMETAPI.COM',
		'https://api.cometapi.com:443/v1beta/',
		'https://ａｐｉ.cometapi.com',
		'https://api。cometapi。com',
		'https://api.cometapi.com/@evil.example',
	]) {
		it(`${same} is the same server written otherwise, and requests go there`, () => {
			assert.equal(originOf(same), mine);
			assert.equal(new URL(`${normalizeBaseUrl(same)}/v1beta`).hostname, 'api.cometapi.com');
		});
	}

	for (const hidden of [
		'https://api.cometapi.com@evil.example',
		'https://api.cometapi.com:443@evil.example',
		'https://api.cometapi.com%20@evil.example',
		'https://:api.cometapi.com@evil.example',
	]) {
		it(`${hidden} hides its host behind a user name and is refused`, () => {
			assert.throws(() => normalizeBaseUrl(hidden), { kind: 'badRequest' });
		});
	}
});

function originOf(typed: string): string {
	return new URL(normalizeBaseUrl(typed)).origin;
}
