import type { StoreFiles } from '../../platform/store/files.ts';
import { parseWritten } from '../writtenNumbers.ts';
import type { BatchProgress } from './batch.ts';

/** While items come, they are kept this often. */
const SAVE_EVERY_MS = 2_000;

/** A batch that this window knows nothing of is removed when it was begun this long ago. */
const FOREIGN_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The id of a new batch. It tells when that was begun: windows without a folder keep their batches in one
 * place, and do not know which of them another one can still go on with.
 */
export function createBatchId(now = Date.now()): string {
	return `${now}-${crypto.randomUUID()}`;
}

/** Keeps what unfinished batches have made on the disk, so that they can go on another day. */
export class BatchStore {
	private readonly files: StoreFiles;

	constructor(files: StoreFiles) {
		this.files = files;
	}

	/** Undefined when nothing is kept, or nothing that can be read. */
	async load(id: string): Promise<BatchProgress | undefined> {
		const bytes = await this.files.read(fileOf(id));
		return bytes && parseProgress(new TextDecoder().decode(bytes));
	}

	save(id: string, progress: BatchProgress): Promise<void> {
		return this.files.write(fileOf(id), JSON.stringify(progress));
	}

	remove(id: string): Promise<void> {
		return this.files.remove(fileOf(id));
	}

	/** Removes what nobody can ask for any more: of what other windows may know only what was begun long ago. */
	async keepOnly(ids: readonly string[], now = Date.now()): Promise<void> {
		const kept = new Set(ids.map(nameOf));
		const names = await this.files.list(FOLDER);
		const dropped = names.filter(name => !kept.has(name) && now - begunAt(name) >= FOREIGN_MS);
		await Promise.all(dropped.map(name => this.files.remove(`${FOLDER}/${name}`)));
	}

	/** Saves from time to time while items come; `end` saves the rest. */
	saver(id: string, progress: () => BatchProgress, onError: (error: unknown) => void) {
		let saving: Promise<void> = Promise.resolve();
		const save = () => {
			saving = saving.then(() => this.save(id, progress())).catch(onError);
		};
		let timer: ReturnType<typeof setTimeout> | undefined;
		return {
			soon: () => {
				timer ??= setTimeout(() => {
					timer = undefined;
					save();
				}, SAVE_EVERY_MS);
			},
			end: async () => {
				clearTimeout(timer);
				save();
				await saving;
			},
		};
	}
}

const FOLDER = 'batches';

function nameOf(id: string): string {
	return `${id}.json`;
}

/** 1970 where the name does not tell. */
function begunAt(name: string): number {
	const [, time = 0] = /^(\d+)-/.exec(name) ?? [];
	return Number(time);
}

function fileOf(id: string): string {
	return `${FOLDER}/${nameOf(id)}`;
}

/** Written by this class alone, but the disk may hold anything. */
function parseProgress(text: string): BatchProgress | undefined {
	try {
		const progress: Partial<BatchProgress> = Object(parseWritten(text));
		const { items, duplicates, invalid, requests } = progress;
		return Array.isArray(items)
			? { items, duplicates: duplicates ?? 0, invalid: invalid ?? 0, requests: requests ?? 0 }
			: undefined;
	} catch {
		// Nothing can be gone on from, which the person is told.
		return undefined;
	}
}
