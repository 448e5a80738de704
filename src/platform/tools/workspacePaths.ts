/** Files that hold secrets by their name: never read for a model, whoever asks. */
const SECRET =
	/(^|\/)(\.env(\..+)?|\.npmrc|\.netrc|id_[a-z\d]+|.*\.(pem|key|p12|pfx|keystore|kdbx))$/i;

export function isSecretPath(path: string): boolean {
	return SECRET.test(path);
}

/**
 * A path that a model gave, relative to a workspace folder → its segments, or `undefined` when it leads out
 * of the folder or is none.
 */
export function safeSegments(path: string): readonly string[] | undefined {
	const segments = path
		.replaceAll('\\', '/')
		.split('/')
		.filter(segment => segment !== '' && segment !== '.');
	const isAbsolute = /^([a-z]:|[a-z][a-z\d+.-]*:\/\/)/i.test(path);
	return isAbsolute || segments.includes('..') || path.includes('\0') ? undefined : segments;
}
