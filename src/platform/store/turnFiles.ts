import type { Turn } from '../../shared/conversation.ts';
import { foldLive } from './liveDelta.ts';
import { attachMedia, detachMedia, isIntactMedia } from './media.ts';
import {
	liveFileName,
	parseTurnFileName,
	type TurnFileName,
	turnFileName,
	turnFolder,
} from './names.ts';
import { inOrder } from './order.ts';
import { mapFiles, type RecordFiles } from './recordFiles.ts';
import {
	encodeRecord,
	type LiveRecord,
	liveRecord,
	type Place,
	type TurnRecord,
	turnRecord,
} from './records.ts';

type Named<K extends TurnFileName['kind']> = Extract<TurnFileName, { kind: K }>;

/** The folder of each conversation: its finished turns, the one in flight, their media. */
export class TurnFiles {
	private readonly records: RecordFiles;
	/** Media that this window wrote or read, by path: they never change. */
	private readonly knownMedia = new Set<string>();

	constructor(records: RecordFiles) {
		this.records = records;
	}

	/** In the order of the conversation. */
	async read(conversationId: string): Promise<TurnRecord[]> {
		const names = Map.groupBy(await this.names(conversationId), ({ turnId }) => turnId);
		const records = await mapFiles([...names.values()], each =>
			this.readTurn(conversationId, each),
		);
		return inOrder(records.filter(record => record !== undefined));
	}

	async write(conversationId: string, place: Place, turn: Turn): Promise<void> {
		const names = await this.records.files.list(turnFolder(conversationId));
		const old = names.map(parseTurnFileName).filter(name => name?.turnId === turn.id);
		const older = old.filter(name => name?.kind === 'turn');
		const revision = this.records.revisions.next(older.map(name => name.revision));
		const { parts, media } = await this.writeMedia(conversationId, turn);
		const text = encodeRecord({ ...place, turn: { ...turn, parts }, media });
		const file = turnFileName(turn.id, place.place, revision);
		await this.records.files.write(`${turnFolder(conversationId)}/${file}`, text);
		const superseded = old.filter(name => name !== undefined && name.kind !== 'media');
		await this.records.discard(pathsOf(conversationId, superseded));
	}

	/** @param number counts up from 0 for each turn. */
	async writeLive(conversationId: string, number: number, record: LiveRecord): Promise<void> {
		const { parts, media } = await this.writeMedia(conversationId, record.turn);
		const text = encodeRecord({ ...record, turn: { ...record.turn, parts }, media });
		const file = liveFileName(record.turn.id, number);
		await this.records.files.write(`${turnFolder(conversationId)}/${file}`, text);
	}

	/** @returns how many turns are left. */
	async remove(conversationId: string, turnIds: ReadonlySet<string>): Promise<number> {
		const names = await this.names(conversationId);
		const [gone, left] = [true, false].map(isGone =>
			names.filter(({ turnId }) => turnIds.has(turnId) === isGone),
		);
		// Turns first and the latest first: when this is cut short, what is left is still a conversation.
		const order = { live: 0, turn: 1, media: 2 };
		const doomed = (gone ?? []).sort(
			(a, b) => order[a.kind] - order[b.kind] || placeOf(b) - placeOf(a),
		);
		for (const path of pathsOf(conversationId, doomed)) {
			await this.records.files.remove(path);
		}
		return new Set(left?.filter(({ kind }) => kind !== 'media').map(({ turnId }) => turnId)).size;
	}

	private async names(conversationId: string): Promise<TurnFileName[]> {
		const names = await this.records.list(turnFolder(conversationId));
		return names.map(parseTurnFileName).filter(name => name !== undefined);
	}

	private async readTurn(
		conversationId: string,
		names: readonly TurnFileName[],
	): Promise<TurnRecord | undefined> {
		const finished = names.filter(name => name.kind === 'turn').sort(latestFirst);
		for (const { name, turnId } of finished) {
			const path = `${turnFolder(conversationId)}/${name}`;
			const isOwn = ({ turn }: TurnRecord) => turn.id === turnId;
			const reading = await this.records.read(path, turnRecord, conversationId, isOwn);
			if (reading.state === 'closed') {
				return undefined;
			}
			if (reading.state === 'ok') {
				return this.withMedia(conversationId, reading.value);
			}
		}
		return this.readLive(
			conversationId,
			names.filter(name => name.kind === 'live'),
		);
	}

	/** What was stored of an answer that never ended, up to the first piece that is missing. */
	private async readLive(
		conversationId: string,
		names: readonly Named<'live'>[],
	): Promise<TurnRecord | undefined> {
		let whole: LiveRecord | undefined;
		const sorted = names.toSorted((a, b) => a.number - b.number);
		for (const [index, { name, number, turnId }] of sorted.entries()) {
			if (number !== index) {
				break;
			}
			const path = `${turnFolder(conversationId)}/${name}`;
			const isOwn = ({ turn }: LiveRecord) => turn.id === turnId;
			const reading = await this.records.read(path, liveRecord, conversationId, isOwn);
			const next =
				reading.state === 'ok' ? await this.withMedia(conversationId, reading.value) : undefined;
			const folded = next && foldLive(whole, next);
			if (folded === undefined) {
				break;
			}
			whole = folded;
		}
		return whole;
	}

	private async writeMedia(conversationId: string, turn: Turn) {
		const { parts, media, files } = await detachMedia(turn.id, turn.parts);
		for (const { name, data } of files) {
			const path = `${turnFolder(conversationId)}/${name}`;
			if (!this.knownMedia.has(path)) {
				await this.records.files.write(path, data);
				this.knownMedia.add(path);
			}
		}
		return { parts, media };
	}

	private async withMedia<R extends TurnRecord>(conversationId: string, record: R): Promise<R> {
		if (record.media.length === 0) {
			return record;
		}
		const parts = await attachMedia(record.turn.parts, record.media, file =>
			this.readMedia(conversationId, record.turn.id, file),
		);
		return { ...record, turn: { ...record.turn, parts } };
	}

	private async readMedia(
		conversationId: string,
		turnId: string,
		file: string,
	): Promise<string | undefined> {
		const name = parseTurnFileName(file);
		if (name?.kind !== 'media' || name.turnId !== turnId) {
			return undefined;
		}
		const path = `${turnFolder(conversationId)}/${file}`;
		const bytes = await this.records.readBytes(path, conversationId);
		if (bytes === 'closed') {
			return undefined;
		}
		const data = new TextDecoder().decode(bytes);
		if (bytes !== undefined && (await isIntactMedia(file, data))) {
			this.knownMedia.add(path);
			return data;
		}
		if (bytes === undefined) {
			this.records.problems.file('damaged', path, 'missing', conversationId);
		} else {
			await this.records.setAside(path, 'other content', conversationId);
		}
		return undefined;
	}
}

function pathsOf(conversationId: string, names: readonly TurnFileName[]): string[] {
	return names.map(({ name }) => `${turnFolder(conversationId)}/${name}`);
}

function latestFirst(a: Named<'turn'>, b: Named<'turn'>): number {
	return a.revision < b.revision ? 1 : -1;
}

function placeOf(name: TurnFileName): number {
	return name.kind === 'turn' ? Number(name.name.split('.')[2]) : 0;
}
