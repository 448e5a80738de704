import { geminiError } from './errors.ts';
import { bareModelId } from './modelName.ts';

export type AuthHeader = 'x-goog-api-key' | 'bearer';

/** Where requests go and how they are signed. The key belongs to the origin of `baseUrl` and to no other. */
export interface Endpoint {
	/** As {@link normalizeBaseUrl} returns it. */
	readonly baseUrl: string;
	readonly authHeader: AuthHeader;
	/** Absent where the endpoint asks for none. */
	readonly apiKey?: string | undefined;
}

export const COMET_BASE_URL = 'https://api.cometapi.com';
export const GOOGLE_BASE_URL = 'https://generativelanguage.googleapis.com';

const LONGEST_URL = 2_000;

/**
 * A base URL as people type it → origin and optional path, without the API version, an operation, slashes,
 * query or fragment at its end (docs/PROTOCOL.md §1). A missing scheme means https.
 * @throws GeminiError `badRequest` when it is no http(s) URL, is longer than any, or holds a user name or password.
 */
export function normalizeBaseUrl(input: string): string {
	const text = input.trim();
	if (text.length > LONGEST_URL) {
		throw geminiError(
			'badRequest',
			`A base URL must not be longer than ${LONGEST_URL} characters.`,
		);
	}
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (text === '' || url === null || !/^https?:$/.test(url.protocol)) {
		throw geminiError('badRequest', `Not a valid base URL: “${text}”.`);
	}
	if (url.username !== '' || url.password !== '') {
		throw geminiError('badRequest', 'A base URL must not hold a user name or a password.');
	}
	const path = url.pathname
		.replace(/\/+$/, '')
		.replace(/\/v1(beta\d*|alpha)?(\/models(\/[^/]*)?)?$/i, '');
	return url.origin + path.replace(/\/+$/, '');
}

/** Whether requests may travel unencrypted: only to this very machine. */
export function isLoopback(baseUrl: string): boolean {
	const host = URL.parse(baseUrl)?.hostname ?? '';
	return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Endpoints that differ in what they take (docs/PROTOCOL.md §5); `other` is any gateway. */
export type Provider = 'google' | 'vertex' | 'comet' | 'other';

export function providerOf(baseUrl: string): Provider {
	const host = URL.parse(baseUrl)?.hostname ?? '';
	if (/(^|\.|-)aiplatform\.googleapis\.com$/.test(host)) {
		return 'vertex';
	}
	if (isGoogle(baseUrl)) {
		return 'google';
	}
	return /(^|\.)cometapi\.com$/.test(host) ? 'comet' : 'other';
}

/** Google's own endpoint, where an API key is no bearer token. */
export function isGoogle(baseUrl: string): boolean {
	return /(^|\.)googleapis\.com$/.test(URL.parse(baseUrl)?.hostname ?? '');
}

export type Operator = 'generateContent' | 'streamGenerateContent' | 'countTokens';

export function operationUrl(endpoint: Endpoint, model: string, operator: Operator): string {
	const path = `${endpoint.baseUrl}/v1beta/models/${encodeURIComponent(bareModelId(model))}:${operator}`;
	return operator === 'streamGenerateContent' ? `${path}?alt=sse` : path;
}

/**
 * Exactly one of the two headers that both CometAPI and Google know, or none without a key.
 * @throws GeminiError `auth` for a key that no header can carry: `fetch` would quote it in its error.
 */
export function authHeaders(endpoint: Endpoint): Record<string, string> {
	const key = endpoint.apiKey?.trim() ?? '';
	if (key === '') {
		return {};
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw geminiError('auth', 'The API key holds characters that no API key has.', {
			code: 'API_KEY_INVALID',
		});
	}
	return endpoint.authHeader === 'bearer'
		? { authorization: `Bearer ${key}` }
		: { 'x-goog-api-key': key };
}
