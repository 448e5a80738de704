import type { Endpoint } from './endpoint.ts';
import { geminiError } from './errors.ts';
import { exchange, type RequestParts, type TransportOptions } from './transport.ts';

/**
 * One request whose answer is a JSON document.
 * @throws GeminiError; `protocol` with the code `NOT_AN_API` when the answer is something else.
 */
export async function fetchJson(
	url: string,
	endpoint: Endpoint,
	init: RequestParts,
	options: TransportOptions,
): Promise<unknown> {
	const opened = await exchange(url, endpoint, init, options);
	try {
		return JSON.parse(await opened.text());
	} catch (error) {
		if (!(error instanceof SyntaxError)) {
			throw error;
		}
		// The parser's own error quotes the text, which belongs in no error.
		throw geminiError('protocol', `${new URL(url).host} answered with something that is no JSON.`, {
			status: opened.response.status,
			code: 'NOT_AN_API',
		});
	} finally {
		opened.close();
	}
}
