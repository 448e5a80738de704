import { type TextBlock, textBlocks } from './textBlocks.ts';

/** A block with its place in the conversation. */
export interface PlacedBlock extends TextBlock {
	readonly message: Element;
	/** Offset of the block's text in the message's. */
	readonly offset: number;
}

const MESSAGES = 'comet-question, comet-turn';

/**
 * The text of all messages. A message is read again only after it has changed: with a long conversation, a
 * growing answer costs no more than itself.
 */
export class TextIndex {
	private readonly conversation: Element;
	private readonly known = new WeakMap<Element, readonly PlacedBlock[]>();
	private readonly observer: MutationObserver;

	/** @param onChange there is something new, or something has gone. */
	constructor(conversation: Element, onChange: () => void) {
		this.conversation = conversation;
		this.observer = new MutationObserver(records => {
			this.forget(records);
			onChange();
		});
		this.observer.observe(conversation, {
			subtree: true,
			childList: true,
			characterData: true,
			attributeFilter: ['hidden'],
		});
	}

	/** In the order of the conversation. */
	blocks(): readonly PlacedBlock[] {
		this.forget(this.observer.takeRecords());
		return [...this.conversation.querySelectorAll(MESSAGES)].flatMap(message => {
			const blocks = this.known.get(message) ?? place(message);
			this.known.set(message, blocks);
			return blocks;
		});
	}

	dispose(): void {
		this.observer.disconnect();
	}

	private forget(records: readonly MutationRecord[]): void {
		for (const { target } of records) {
			const element = target instanceof Element ? target : target.parentElement;
			const message = element?.closest(MESSAGES);
			if (message) {
				this.known.delete(message);
			}
		}
	}
}

function place(message: Element): readonly PlacedBlock[] {
	let offset = 0;
	return textBlocks(message).map(block => {
		const placed = { ...block, message, offset };
		offset += block.text.length;
		return placed;
	});
}
