/**
 * Root blocks stand in groups: a browser that lays out the growing end looks at every sibling,
 * so a flat page of a thousand blocks costs more with each of them.
 */
const blocksPerGroup = 16;

/** The place of a document's root blocks, which only grows at its end. */
export class BlockGroups {
	readonly #host: HTMLElement;
	#last: HTMLElement | undefined;

	constructor(host: HTMLElement) {
		this.#host = host;
	}

	append(node: ChildNode): void {
		if (!this.#last || this.#last.childNodes.length >= blocksPerGroup) {
			this.#last = document.createElement('div');
			this.#last.className = 'block-group';
			this.#host.append(this.#last);
		}
		this.#last.append(node);
	}
}
