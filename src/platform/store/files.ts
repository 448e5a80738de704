/**
 * The few file operations the store needs, so that a host's file system, or a failing one, can be handed
 * in. Paths are relative to the storage folder, with `/`; every failure but "not found" is thrown.
 */
export interface StoreFiles {
	/** Names in a folder, in no order; none when there is no such folder. */
	list(folder: string): Promise<readonly string[]>;
	/** `undefined` when there is no such file. */
	read(file: string): Promise<Uint8Array | undefined>;
	/** Makes the folder as needed; the text is on the disk when this resolves. */
	write(file: string, text: string): Promise<void>;
	move(from: string, to: string): Promise<void>;
	/** A file, or a folder with all that is in it; nothing happens when there is none. */
	remove(path: string): Promise<void>;
}

/** The system's code of a failure (`ENOSPC`, `NoPermissions`…), else its words. */
export function failureCode(error: unknown): string {
	const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
	return typeof code === 'string' ? code : String(error);
}
