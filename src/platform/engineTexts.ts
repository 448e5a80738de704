import type { l10n as vscodeL10n } from 'vscode';

/** What the engine says of failures in its own words, with slots for what it fills in. */
export const ENGINE_TEXTS = [
	'A base URL must not be longer than {0} characters.',
	'A base URL must not hold a user name or a password.',
	'Network request failed.',
	'Not a valid base URL: “{0}”.',
	'Stopped.',
	'The API key holds characters that no API key has.',
	'The connection closed before the answer was complete.',
	'The connection closed in the middle of an event.',
	'The endpoint answered with a web page instead of a model response. Check the base URL.',
	'The endpoint answered with something that is no list of models.',
	'The endpoint answered with something that is no model response.',
	'The endpoint did not answer in time ({0}).',
	'The endpoint did not answer in time.',
	'The endpoint did not continue its own answer.',
	'The endpoint has no list of models that would check a key.',
	'The endpoint sent an empty response.',
	'The endpoint sent an event of more than 48 MB.',
	'The endpoint sent an event that is no model response.',
	'The endpoint sent an event that is not valid JSON.',
	'The endpoint was silent for {0} seconds.',
	'The model gave an empty answer.',
	'The request holds no message.',
	'{0} answered with something that is no JSON.',
	'{0} redirects the request, which is not followed. Check the base URL.',
	'{0} redirects to {1}, which is not followed because the key belongs to {2}. Check the base URL.',
] as const;

/** A failure's message in the person's language; the words of an endpoint or a system stay as they are. */
export function translateFailure(message: string, l10n: Pick<typeof vscodeL10n, 't'>): string {
	for (const text of ENGINE_TEXTS) {
		const values = PATTERNS.get(text)?.exec(message)?.slice(1);
		if (values !== undefined) {
			return l10n.t(text, ...values);
		}
	}
	return message;
}

const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
	ENGINE_TEXTS.map(text => {
		const literal = text.replace(/[.()]/g, '\\$&');
		return [text, new RegExp(`^${literal.replace(/\{\d\}/g, '(.+?)')}$`, 's')];
	}),
);
