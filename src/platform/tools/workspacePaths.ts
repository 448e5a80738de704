/** Files that hold secrets by their name. */
const SECRET_NAME = new RegExp(
	[
		String.raw`\.env(rc|\..+)?`,
		String.raw`\.(npmrc|yarnrc|pypirc|netrc|pgpass|htpasswd|dockercfg|git-credentials)`,
		'_netrc',
		String.raw`id_\w+`,
		String.raw`(client[-_]?)?(secrets?|credentials?)(\.(json|ya?ml|toml|ini|txt|xml))?`,
		String.raw`service[-_]?account.*\.json`,
		String.raw`.*\.(pem|key|p12|pfx|p8|jks|keystore|kdbx|ppk|asc|gpg|crt|cer|der|p7b|p7c|ovpn|tfvars)`,
	]
		.map(name => `^${name}$`)
		.join('|'),
	'i',
);

/** Folders that hold nothing else. */
const SECRET_FOLDER = /(^|\/)\.(ssh|gnupg|aws|azure|kube|docker)\//i;

/** Whether a file holds secrets by its name: never read for a model on its own account. */
export function isSecretPath(path: string): boolean {
	// Windows opens the same file with a colon and a stream behind its name, or with dots and spaces.
	const name = path.slice(path.lastIndexOf('/') + 1).replace(/:.*$|[. ]+$/, '');
	return SECRET_NAME.test(name) || SECRET_FOLDER.test(path);
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

/**
 * Where a model's glob is to be looked for: in all folders, and, where there are several, also in that whose name
 * it begins with, as paths then do. A folder alone means all that is in it.
 */
export function globPlaces<F extends { readonly name: string }>(
	glob: string,
	segments: readonly string[],
	folders: readonly F[],
): readonly { readonly folder?: F; readonly glob: string }[] {
	const plain = (/[/\\]$/.test(glob) ? [...segments, '**'] : segments).join('/');
	const [first, ...rest] = plain.split('/');
	const named = folders.filter(({ name }) => folders.length > 1 && name === first);
	return [
		{ glob: plain },
		...(rest.length === 0 ? [] : named.map(folder => ({ folder, glob: rest.join('/') }))),
	];
}
