/** A file or folder that has another name now, or stands elsewhere; both as URIs. */
export interface Rename {
	readonly from: string;
	readonly to: string;
}

/** Where a file is after one of these; `undefined` when it stays. */
export function renamedUri(uri: string, renames: readonly Rename[]): string | undefined {
	const rename = renames.find(({ from }) => uri === from || uri.startsWith(`${from}/`));
	return rename && `${rename.to}${uri.slice(rename.from.length)}`;
}
