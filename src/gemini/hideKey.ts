import { GeminiError } from './errors.ts';

/** Some endpoints quote the key that they refuse: such an error is made anew without it. */
export function withoutKey(error: GeminiError, apiKey: string | undefined): GeminiError {
	const { info } = error;
	const message = hideKey(info.message, apiKey);
	const code = info.code && hideKey(info.code, apiKey);
	const requestId = isPieceOf(apiKey, info.requestId) ? undefined : info.requestId;
	return message === info.message && code === info.code && requestId === info.requestId
		? error
		: new GeminiError({ ...info, message, code, requestId });
}

/** What was found in a message as an id may be a part of the key that the message quotes. */
function isPieceOf(apiKey: string | undefined, id: string | undefined): boolean {
	return apiKey !== undefined && id !== undefined && (apiKey.includes(id) || id.includes(apiKey));
}

/** No key is shorter than this; a shorter one would be found in words that are none. */
const SHORTEST_KEY = 8;

/** What an endpoint said, without the key that it was sent; also where the text is JSON. */
export function hideKey(text: string, apiKey: string | undefined): string {
	const key = apiKey?.trim() ?? '';
	if (key.length < SHORTEST_KEY) {
		return text;
	}
	return text.replaceAll(key, '••••').replaceAll(JSON.stringify(key).slice(1, -1), '••••');
}
