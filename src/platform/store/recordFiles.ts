import type { z } from 'zod';
import { failureCode, type StoreFiles } from './files.ts';
import type { Revisions } from './names.ts';
import type { Problems } from './problems.ts';
import { decodeRecord } from './records.ts';

/**
 * - `missing`: no such file (any more), or it was damaged and has been set aside.
 * - `closed`: it is there but is not ours to judge: of a newer version, or not handed out by the system.
 */
export type Reading<T> =
	| { readonly state: 'ok'; readonly value: T }
	| { readonly state: 'missing' }
	| { readonly state: 'closed' };

/** What all parts of a store share: its files, and what is done about those that cannot be read. */
export class RecordFiles {
	readonly files: StoreFiles;
	readonly problems: Problems;
	readonly revisions: Revisions;

	constructor(files: StoreFiles, problems: Problems, revisions: Revisions) {
		this.files = files;
		this.problems = problems;
		this.revisions = revisions;
	}

	/** Names in a folder; none, and a word about it, when the system refuses to list it. */
	async list(folder: string): Promise<readonly string[]> {
		try {
			return await this.files.list(folder);
		} catch (error) {
			this.problems.cannotRead(error, folder);
			return [];
		}
	}

	/** `isOwn` tells whether the content belongs under this name. */
	async read<T>(
		path: string,
		schema: z.ZodType<T>,
		conversationId: string,
		isOwn: (value: T) => boolean,
	): Promise<Reading<T>> {
		const bytes = await this.readBytes(path, conversationId);
		if (bytes === 'closed' || bytes === undefined) {
			return { state: bytes ?? 'missing' };
		}
		const decoded = decodeRecord(bytes, schema);
		if (decoded.state === 'newer') {
			this.problems.file('newer', path, 'version', conversationId);
			return { state: 'closed' };
		}
		if (decoded.state === 'ok' && isOwn(decoded.value)) {
			return decoded;
		}
		const reason = decoded.state === 'damaged' ? decoded.reason : 'content of another file';
		await this.setAside(path, reason, conversationId);
		return { state: 'missing' };
	}

	async readBytes(
		path: string,
		conversationId: string,
	): Promise<Uint8Array | 'closed' | undefined> {
		try {
			return await this.files.read(path);
		} catch (error) {
			this.problems.file('cannotRead', path, failureCode(error), conversationId);
			return 'closed';
		}
	}

	/** Keeps a damaged file under another name, so that nothing is written over it. */
	async setAside(path: string, reason: string, conversationId: string): Promise<void> {
		this.problems.file('damaged', path, reason, conversationId);
		try {
			await this.files.move(path, `${path}.${this.revisions.next()}.damaged`);
		} catch {
			// Where it cannot be renamed it stays, and no later file has its name.
		}
	}

	/**
	 * For files that nothing depends on any more: one that stays does no harm.
	 * @returns whether all of them are gone.
	 */
	async discard(paths: readonly string[]): Promise<boolean> {
		let areGone = true;
		for (const path of paths) {
			try {
				await this.files.remove(path);
			} catch {
				// It will be found superfluous again.
				areGone = false;
			}
		}
		return areGone;
	}
}

const CONCURRENT_READS = 64;

/** Like `Promise.all` over `map`, with a limit to how many files are open at once. */
export async function mapFiles<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++) {
			const item = items[index];
			if (item !== undefined) {
				results[index] = await work(item);
			}
		}
	};
	await Promise.all(Array.from({ length: CONCURRENT_READS }, worker));
	return results;
}
