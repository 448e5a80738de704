import type { ErrorInfo } from '../shared/errorInfo.ts';
import { type Endpoint, isGoogle } from './endpoint.ts';
import { saysKey } from './errorKind.ts';
import { GeminiError } from './errors.ts';
import { fetchJson } from './fetchJson.ts';
import type { TransportOptions } from './transport.ts';

/** `unknown`: the endpoint could not be reached, is busy, or has nothing that would check a key. */
export type KeyCheck =
	| { readonly result: 'ok' }
	| { readonly result: 'refused' | 'unknown'; readonly error: ErrorInfo };

/**
 * Asks for a model list, which costs nothing: first the native one, then the one of OpenAI-like gateways
 * (docs/PROTOCOL.md §11).
 * @throws GeminiError `aborted` only.
 */
export async function checkKey(endpoint: Endpoint, options: TransportOptions): Promise<KeyCheck> {
	const native = await checkAt(
		`${endpoint.baseUrl}/v1beta/models?pageSize=1`,
		'models',
		endpoint,
		options,
	);
	if (native.result !== 'unknown' || !isUnsupported(native.error)) {
		return native;
	}
	// The other list takes nothing but a bearer key, except at Google, where that means OAuth.
	const authHeader = isGoogle(endpoint.baseUrl) ? endpoint.authHeader : 'bearer';
	return checkAt(`${endpoint.baseUrl}/v1/models`, 'data', { ...endpoint, authHeader }, options);
}

async function checkAt(
	url: string,
	listField: string,
	endpoint: Endpoint,
	options: TransportOptions,
): Promise<KeyCheck> {
	try {
		const answer = await fetchJson(url, endpoint, { method: 'GET' }, options);
		return typeof answer === 'object' && answer !== null && listField in answer
			? { result: 'ok' }
			: { result: 'unknown', error: NO_LIST };
	} catch (error) {
		if (!(error instanceof GeminiError) || error.kind === 'aborted') {
			throw error;
		}
		return { result: isAboutKey(error.info) ? 'refused' : 'unknown', error: error.info };
	}
}

/** A bare 403 may mean the list alone: gateways give out keys that may ask models and nothing else. */
export function isAboutKey({ kind, status, code, message }: ErrorInfo): boolean {
	return kind === 'auth' && (status !== 403 || saysKey(code, message));
}

const NO_LIST: ErrorInfo = {
	kind: 'protocol',
	message: 'The endpoint has no list of models that would check a key.',
	code: 'NOT_AN_API',
	retryable: false,
};

/** What an endpoint says that does not have a route: not found, a redirect, or a web page. */
export function isUnsupported(error: ErrorInfo): boolean {
	return (
		error.kind === 'notFound' ||
		error.status === 405 ||
		error.status === 501 ||
		error.code === 'REDIRECT' ||
		error.code === 'NOT_AN_API'
	);
}
