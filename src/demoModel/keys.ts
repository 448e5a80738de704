import { cometRefusal, errorInfo, googleRefusal, invalidArgument } from './refusal.ts';

const KNOWN_PREFIX = /^(sk-|AIza|demo)/;

/**
 * No key is needed unless asked for, but one that begins with `bad` is always refused, and with
 * `requireKey` also one of an unknown kind (docs/PROTOCOL.md §10).
 */
export function checkKey(request: Request, requireKey: boolean): void {
	const bearer = /^Bearer\s+(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	const key = request.headers.get('x-goog-api-key') ?? new URL(request.url).searchParams.get('key');
	if (isRefused(bearer, requireKey)) {
		throw cometRefusal(401, 'Invalid token', 'invalid_request');
	}
	if (isRefused(key, requireKey)) {
		throw invalidArgument('API key not valid. Please pass a valid API key.', [
			errorInfo('API_KEY_INVALID'),
		]);
	}
	if (requireKey && !bearer && !key) {
		throw googleRefusal(
			403,
			"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
		);
	}
}

function isRefused(key: string | null | undefined, requireKey: boolean): boolean {
	if (!key) {
		return false;
	}
	return key.startsWith('bad') || (requireKey && !KNOWN_PREFIX.test(key));
}
