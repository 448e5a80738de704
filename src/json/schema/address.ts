/**
 * Shortens addresses of files to what they do not have in common, so that a schema made of them does not tell
 * where they lie. Addresses on the network stay as they are, and so do all when nothing is common.
 */
export function shortener(addresses: readonly string[]): (address: string) => string {
	const files = addresses.filter(address => !isRemote(address));
	const folder = commonFolder(files);
	return address =>
		folder !== undefined && address.startsWith(folder)
			? `schema:///${address.slice(folder.length)}`
			: address;
}

function commonFolder(addresses: readonly string[]): string | undefined {
	const [first, ...rest] = addresses;
	if (first === undefined) {
		return undefined;
	}
	let folder = first.slice(0, first.lastIndexOf('/') + 1);
	while (folder !== '' && !rest.every(address => address.startsWith(folder))) {
		folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
	}
	// Of `scheme://authority/path/`, the path has to have a folder in common, or at least its root.
	return /^[^/]+:\/\/[^/]*\//.test(folder) ? folder : undefined;
}

/** On the network: such documents are fetched only after a yes. */
export function isRemote(uri: string): boolean {
	return /^https?:/i.test(uri);
}

export function withoutFragment(uri: string): string {
	return uri.replace(/#.*$/s, '');
}
