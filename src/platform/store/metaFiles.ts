import {
	INDEX_FILE,
	META_FOLDER,
	type MetaFileName,
	metaFileName,
	parseMetaFileName,
	turnFolder,
} from './names.ts';
import { mapFiles, type RecordFiles } from './recordFiles.ts';
import { decodeRecord, encodeRecord, indexRecord, type Meta, metaRecord } from './records.ts';

/** So many metas read one by one are worth a new index. */
const STALE_INDEX = 50;

export interface AllMetas {
	readonly metas: Meta[];
	/** Ids of conversations that are there but are not ours to judge now. */
	readonly closed: Set<string>;
}

/**
 * The small files beside the turns: of each conversation the one with the highest revision counts. A file
 * of one name never changes, so one that was read once, in this session or in the index, need not be read
 * again: the list costs one look into the folder, whoever else writes there.
 */
export class MetaFiles {
	private readonly records: RecordFiles;
	/** Content by file name. */
	private readonly known = new Map<string, Meta>();
	/** Latest file of each conversation that this window knows of. */
	private readonly latest = new Map<string, MetaFileName>();
	private index: Promise<void> | undefined;
	private notInIndex = 0;

	constructor(records: RecordFiles) {
		this.records = records;
	}

	/** Reads the index, which {@link all} needs, once. */
	prepare(): Promise<void> {
		this.index ??= this.readIndex();
		return this.index;
	}

	async all(): Promise<AllMetas> {
		await this.prepare();
		const all: AllMetas = { metas: [], closed: new Set() };
		const missing = await this.readInto(all, [...(await this.scan()).values()]);
		if (missing.size > 0) {
			// Another window has replaced them since they were listed.
			const again = [...(await this.scan())].filter(([id]) => missing.has(id));
			const busy = await this.readInto(
				all,
				again.map(([, names]) => names),
			);
			for (const id of busy) {
				all.closed.add(id);
			}
		}
		if (this.notInIndex >= STALE_INDEX) {
			await this.writeIndex();
		}
		return all;
	}

	/** The meta as it stands on the disk now. */
	async get(conversationId: string): Promise<Meta | 'closed' | undefined> {
		return (
			(await this.unchanged(conversationId)) ??
			this.latestOf((await this.scan()).get(conversationId) ?? [])
		);
	}

	/**
	 * The same for a conversation that is about to be written. One that this window has neither listed nor
	 * loaded, and of which there are no turns, has just begun: the metas of all others need not be looked at.
	 */
	async getForWrite(conversationId: string): Promise<Meta | 'closed' | undefined> {
		const isNew = !this.latest.has(conversationId) && (await this.hasNoTurns(conversationId));
		return isNew ? undefined : this.get(conversationId);
	}

	/** Stores a meta as the latest of its conversation. */
	async write(meta: Meta): Promise<void> {
		const before = this.latest.get(meta.id);
		const revision = this.records.revisions.next(before && [before.revision]);
		const name = metaFileName(meta.id, revision);
		await this.records.files.write(`${META_FOLDER}/${name}`, encodeRecord(meta));
		this.remember({ name, conversationId: meta.id, revision }, meta);
		if (before !== undefined) {
			this.known.delete(before.name);
			await this.records.discard([`${META_FOLDER}/${before.name}`]);
		}
	}

	async remove(conversationId: string): Promise<void> {
		const names = (await this.scan()).get(conversationId) ?? [];
		this.latest.delete(conversationId);
		await this.records.discard(names.map(({ name }) => `${META_FOLDER}/${name}`));
	}

	/** So that the next session need not read what this one has changed. */
	async flush(): Promise<void> {
		if (this.index !== undefined && this.notInIndex > 0) {
			await this.writeIndex();
		}
	}

	/** That which this window knows, unless a later one has taken its place: whoever writes it removes this one. */
	private async unchanged(conversationId: string): Promise<Meta | undefined> {
		const latest = this.latest.get(conversationId);
		return latest !== undefined && (await this.exists(latest))
			? this.known.get(latest.name)
			: undefined;
	}

	private async hasNoTurns(conversationId: string): Promise<boolean> {
		try {
			return (await this.records.files.list(turnFolder(conversationId))).length === 0;
		} catch {
			// A folder that cannot be listed may hold some.
			return false;
		}
	}

	/** @returns the conversations of which no file could be read. */
	private async readInto(
		all: AllMetas,
		conversations: readonly (readonly MetaFileName[])[],
	): Promise<ReadonlySet<string>> {
		const missing = new Set<string>();
		// Ten thousand known ones are not worth ten thousand promises.
		const unknown = conversations.filter(names => {
			const [latest, older] = names;
			const meta = latest && older === undefined && this.known.get(latest.name);
			if (meta) {
				this.latest.set(latest.conversationId, latest);
				all.metas.push(meta);
			}
			return !meta;
		});
		await mapFiles(unknown, async names => {
			const meta = await this.latestOf(names);
			const id = names[0]?.conversationId ?? '';
			if (meta === 'closed') {
				all.closed.add(id);
			} else if (meta === undefined) {
				missing.add(id);
			} else {
				all.metas.push(meta);
			}
		});
		return missing;
	}

	private async latestOf(names: readonly MetaFileName[]): Promise<Meta | 'closed' | undefined> {
		for (const [index, file] of names.entries()) {
			const meta = this.known.get(file.name) ?? (await this.read(file));
			if (meta === 'closed') {
				return meta;
			}
			if (meta !== undefined) {
				this.latest.set(file.conversationId, file);
				const older = names.slice(index + 1);
				await this.records.discard(older.map(({ name }) => `${META_FOLDER}/${name}`));
				return meta;
			}
		}
		return undefined;
	}

	private async read(file: MetaFileName): Promise<Meta | 'closed' | undefined> {
		const path = `${META_FOLDER}/${file.name}`;
		const isOwn = ({ id }: Meta) => id === file.conversationId;
		const reading = await this.records.read(path, metaRecord, file.conversationId, isOwn);
		if (reading.state === 'ok') {
			this.remember(file, reading.value);
			return reading.value;
		}
		return reading.state === 'closed' ? 'closed' : undefined;
	}

	private remember(file: MetaFileName, meta: Meta): void {
		this.known.set(file.name, meta);
		this.latest.set(file.conversationId, file);
		this.notInIndex++;
	}

	private async exists({ name, conversationId }: MetaFileName): Promise<boolean> {
		const bytes = await this.records.readBytes(`${META_FOLDER}/${name}`, conversationId);
		return bytes !== undefined;
	}

	/** The files of each conversation, the latest first. */
	private async scan(): Promise<Map<string, MetaFileName[]>> {
		const names = await this.records.list(META_FOLDER);
		const files = names.map(parseMetaFileName).filter(file => file !== undefined);
		const conversations = Map.groupBy(files, ({ conversationId }) => conversationId);
		for (const each of conversations.values()) {
			each.sort((a, b) => (a.revision < b.revision ? 1 : -1));
		}
		return conversations;
	}

	private async readIndex(): Promise<void> {
		const bytes = await this.records.readBytes(INDEX_FILE, '');
		if (bytes !== undefined && bytes !== 'closed') {
			const decoded = decodeRecord(bytes, indexRecord);
			// A damaged index is no loss: it is made again from the files.
			for (const [name, meta] of decoded.state === 'ok' ? decoded.value.metas : []) {
				this.known.set(name, meta);
			}
		}
	}

	private async writeIndex(): Promise<void> {
		const names = (await this.records.list(META_FOLDER)).filter(name => this.known.has(name));
		const metas = names.map(name => [name, this.known.get(name)]);
		this.notInIndex = 0;
		try {
			await this.records.files.write(INDEX_FILE, encodeRecord({ metas }));
		} catch {
			// Without it the next session reads the files themselves.
		}
	}
}
