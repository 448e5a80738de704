/** An address without the user name and password that proxies are given. */
export function withoutCredentials(address: string): string {
	// Passwords may hold an @ themselves, and proxies are also written without a scheme.
	return address.replace(/(^|\/\/)[^/?#\s]*@/g, '$1••••@');
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

/** A person's own folder. Backslashes are doubled in JSON; a name with spaces goes on to the next separator. */
const HOME = /((?:\/home|\/Users|\\Users)[/\\]+)(?:[^/\\"'(),:;\r\n]{1,64}(?=[/\\])|[^/\\\s"']+)/g;

/** A log as it may be shown to strangers: without keys, credentials and the name of the home folder. */
export function redact(text: string, secrets: readonly string[]): string {
	let result = withoutCredentials(text);
	for (const secret of secrets) {
		result = secret === '' ? result : result.replaceAll(secret, '••••');
	}
	for (const [pattern, replacement] of SECRETS) {
		result = result.replace(pattern, replacement);
	}
	return result.replace(HOME, '$1…');
}
