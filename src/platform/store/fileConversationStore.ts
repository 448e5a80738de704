import type { Conversation, ModelTurn, Turn } from '../../shared/conversation.ts';
import {
	type ConversationHead,
	type ConversationStore,
	type ConversationSummary,
	isStorableId,
	type MetaChanges,
	type StoreProblem,
} from '../conversationStore.ts';
import type { StoreFiles } from './files.ts';
import { LiveTurns, type Schedule } from './liveTurns.ts';
import { type AllMetas, MetaFiles } from './metaFiles.ts';
import { Revisions, TURNS_FOLDER, turnFolder } from './names.ts';
import { Places } from './places.ts';
import { Problems } from './problems.ts';
import { mapFiles, RecordFiles } from './recordFiles.ts';
import type { Meta } from './records.ts';
import { SaveQueue } from './saveQueue.ts';
import { forWorkspace, metaOf, toSummary } from './summaries.ts';
import { TurnFiles } from './turnFiles.ts';

const TRASH_MS = 7 * 24 * 60 * 60 * 1000;

export interface StoreOptions {
	readonly files: StoreFiles;
	/** URI of the window's workspace. */
	readonly workspace: string | undefined;
	readonly now: () => number;
	readonly schedule: Schedule;
	/** A few letters and digits that no other window has. */
	readonly writer: string;
}

/** See {@link ConversationStore}; the layout of its files is told in names.ts. */
export class FileConversationStore implements ConversationStore {
	private readonly workspace: string | undefined;
	private readonly now: () => number;
	private readonly problems = new Problems();
	private readonly queue = new SaveQueue(this.problems);
	private readonly places = new Places();
	/** The titles that were stored when these were handed out or saved: another one is a change. */
	private readonly titles = new WeakMap<ConversationHead, string>();
	private readonly records: RecordFiles;
	private readonly metas: MetaFiles;
	private readonly turns: TurnFiles;
	private readonly live: LiveTurns;
	/** What the first list has found to be lost. */
	private tidied: Promise<readonly Meta[]> | undefined;

	constructor({ files, workspace, now, schedule, writer }: StoreOptions) {
		this.workspace = workspace;
		this.now = now;
		this.records = new RecordFiles(files, this.problems, new Revisions(now, writer));
		this.metas = new MetaFiles(this.records);
		this.turns = new TurnFiles(this.records);
		this.live = new LiveTurns(
			this.turns,
			this.queue,
			(conversation, turn) => this.places.of(conversation, turn),
			schedule,
		);
	}

	async list(): Promise<readonly ConversationSummary[]> {
		// Before the metas: of a folder that is there by now the meta has been written already.
		const [folders] = await Promise.all([
			this.tidied ? [] : this.records.list(TURNS_FOLDER),
			this.metas.prepare(),
		]);
		const all = await this.metas.all();
		this.tidied ??= this.tidy(folders, all);
		const rebuilt = await this.tidied;
		const rows = [
			...all.metas,
			...rebuilt.filter(({ id }) => !all.metas.some(meta => meta.id === id)),
		]
			.filter(({ deletedAt }) => deletedAt === undefined)
			.sort(forWorkspace(this.workspace))
			.map(toSummary);
		for (const row of rows) {
			this.titles.set(row, row.title);
		}
		return rows;
	}

	async load(id: string): Promise<Conversation | undefined> {
		if (!isStorableId(id)) {
			return undefined;
		}
		await this.queue.idle();
		const [stored, records] = await Promise.all([this.metas.get(id), this.turns.read(id)]);
		const meta = stored ?? metaOf(id, records);
		if (meta === undefined || meta === 'closed' || meta.deletedAt !== undefined) {
			return undefined;
		}
		this.places.loaded(id, records);
		const { title, createdAt, updatedAt } = meta;
		const turns = records.map(({ turn }) => turn);
		const conversation = { id, title, createdAt, updatedAt, turns };
		this.titles.set(conversation, title);
		return conversation;
	}

	async saveTurn(conversation: Conversation, turn: Turn): Promise<void> {
		requireStorable(conversation.id, turn.id);
		const place = this.places.of(conversation, turn);
		const { length } = conversation.turns;
		this.live.end(turn.id);
		await this.queue.run(conversation.id, turnKey(turn.id), async () => {
			// First the meta, so that a conversation is never without its workspace.
			await this.changeMeta(conversation, {
				turnCount: length,
				// Who goes on with a conversation that was deleted wants it back; tools that still were at work do not.
				...(turn.role === 'user' && turn.isToolResults !== true && { deletedAt: undefined }),
			});
			await this.turns.write(conversation.id, place, turn);
		});
	}

	saveLive(conversation: Conversation, turn: ModelTurn): void {
		requireStorable(conversation.id, turn.id);
		this.live.save(conversation, turn);
	}

	async saveMeta(head: ConversationHead, { pinned, workspace }: MetaChanges = {}): Promise<void> {
		requireStorable(head.id);
		const changes = {
			...(pinned !== undefined && { pinned }),
			...(workspace !== undefined && { workspace }),
		};
		const key = `meta ${Object.keys(changes).join(' ')}`;
		await this.queue.run(head.id, key, () => this.changeMeta(head, changes));
	}

	async removeTurns(conversationId: string, turnIds: readonly string[]): Promise<void> {
		requireStorable(conversationId);
		for (const id of turnIds) {
			this.live.end(id);
		}
		this.queue.forget(conversationId, turnIds.map(turnKey));
		await this.queue.run(conversationId, `remove ${turnIds.join(' ')}`, async () => {
			const turnCount = await this.turns.remove(conversationId, new Set(turnIds));
			await this.changeStored(conversationId, { turnCount });
		});
	}

	async delete(id: string): Promise<void> {
		this.live.endAll(id);
		await this.mark(id, this.now());
	}

	async restore(id: string): Promise<void> {
		await this.mark(id, undefined);
	}

	async flush(): Promise<void> {
		await this.live.flush();
		await this.queue.retry();
		await this.queue.idle();
		await this.metas.flush();
	}

	onProblem(listener: (problem: StoreProblem) => void): { dispose(): void } {
		return this.problems.listen(listener);
	}

	private async mark(id: string, deletedAt: number | undefined): Promise<void> {
		requireStorable(id);
		await this.queue.run(id, 'deleted', () => this.changeStored(id, { deletedAt }));
	}

	private async changeMeta(head: ConversationHead, changes: Partial<Meta>): Promise<void> {
		const stored = await this.metas.getForWrite(head.id);
		if (stored === 'closed') {
			return;
		}
		const { id, createdAt, updatedAt } = head;
		const before = stored ?? { id, createdAt, updatedAt, pinned: false, turnCount: 0 };
		const title = this.titleOf(head, stored);
		await this.metas.write({
			workspace: this.workspace,
			...before,
			...changes,
			title,
			updatedAt: Math.max(before.updatedAt, updatedAt),
		});
	}

	/** A title that was changed here is a new one; else another window may have stored a later one. */
	private titleOf(head: ConversationHead, stored: Meta | undefined): string {
		const isOld = stored !== undefined && head.title === this.titles.get(head);
		this.titles.set(head, head.title);
		return isOld ? stored.title : head.title;
	}

	private async changeStored(id: string, changes: Partial<Meta>): Promise<void> {
		const stored = await this.metas.get(id);
		if (stored !== undefined && stored !== 'closed') {
			await this.metas.write({ ...stored, ...changes });
		}
	}

	/**
	 * Empties the trash, and brings conversations whose meta file is lost back under their first words.
	 * @returns those.
	 */
	private async tidy(
		folders: readonly string[],
		{ metas, closed }: AllMetas,
	): Promise<readonly Meta[]> {
		const before = this.now() - TRASH_MS;
		const known = new Set(closed);
		for (const { id, deletedAt } of metas) {
			known.add(id);
			if (deletedAt !== undefined && deletedAt < before) {
				// Without its meta, what is left of the folder would come back as a conversation that was lost.
				if (await this.records.discard([turnFolder(id)])) {
					await this.metas.remove(id);
				}
			}
		}
		const lost = folders.filter(id => isStorableId(id) && !known.has(id));
		const rebuilt = await mapFiles(lost, async id => {
			const meta = metaOf(id, await this.turns.read(id));
			if (meta !== undefined) {
				await this.queue.run(id, undefined, () => this.metas.write(meta));
			}
			return meta;
		});
		return rebuilt.filter(meta => meta !== undefined);
	}
}

function turnKey(turnId: string): string {
	return `turn ${turnId}`;
}

function requireStorable(...ids: readonly string[]): void {
	const bad = ids.find(id => !isStorableId(id));
	if (bad !== undefined) {
		throw new TypeError(`Not an id that can be stored: ${JSON.stringify(bad)}`);
	}
}
