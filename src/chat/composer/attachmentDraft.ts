import { type AttachmentSource, isSameSource } from './source.ts';

/** Something that goes with the next question. */
export interface DraftItem {
	readonly id: string;
	readonly source: AttachmentSource;
	/** An estimate; `undefined` while it is being made. */
	readonly tokens?: number | undefined;
	/** What a person should know of it, e.g. what is left out. */
	readonly note?: string | undefined;
	readonly thumbnail?: Thumbnail | undefined;
}

export interface Thumbnail {
	readonly mimeType: string;
	/** Base64. */
	readonly data: string;
}

/** What goes with the next question, in the order in which it was attached. */
export class AttachmentDraft {
	private list: readonly DraftItem[] = [];
	private readonly createId: () => string;

	constructor(createId: () => string) {
		this.createId = createId;
	}

	get items(): readonly DraftItem[] {
		return this.list;
	}

	/** The new item; `undefined` when the same is attached already. */
	add(source: AttachmentSource): DraftItem | undefined {
		if (this.list.some(item => isSameSource(item.source, source))) {
			return undefined;
		}
		const item: DraftItem = { id: this.createId(), source };
		this.list = [...this.list, item];
		return item;
	}

	/** Fills in what was found out meanwhile, if it is still attached. */
	update(id: string, facts: Partial<Omit<DraftItem, 'id' | 'source'>>): void {
		this.list = this.list.map(item => (item.id === id ? { ...item, ...facts } : item));
	}

	remove(id: string): void {
		this.list = this.list.filter(item => item.id !== id);
	}

	/** Takes all out, for sending. */
	clear(): void {
		this.list = [];
	}
}
