/** An address without the user name and password that proxies are given. */
export function withoutCredentials(address: string): string {
	return address.replace(/\/\/[^/@\s]*@/g, '//••••@');
}

/** What keys of the known providers look like, and how keys travel. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
	[/\b(?:sk-|AIza|AQ\.)[\w.-]{6,}/g, '••••'],
	[/\b(bearer\s+)[^\s"',;]+/gi, '$1••••'],
	[
		/\b((?:x-goog-api-key|api[_-]?key|access_token|key)["']?\s*[:=]\s*["']?)[^\s"'&,;]+/gi,
		'$1••••',
	],
];

/** A log as it may be shown to strangers: without keys, credentials and the name of the home folder. */
export function redact(text: string, secrets: readonly string[]): string {
	let result = withoutCredentials(text);
	for (const secret of secrets) {
		result = secret === '' ? result : result.replaceAll(secret, '••••');
	}
	for (const [pattern, replacement] of SECRETS) {
		result = result.replace(pattern, replacement);
	}
	return result.replace(/((?:\/home|\/Users|\\Users)[/\\])[^/\\\s"']+/g, '$1…');
}
