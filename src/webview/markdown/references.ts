import type { LinkReference } from './tokenizer.ts';

/** Something whose links are resolved anew when a definition arrives after it. */
export interface ReferenceUser {
	resolveAgain(): void;
}

const bracketed = /\[((?:[^[\]\\]|\\.)*)\]/gs;

/**
 * The link definitions known so far, and who would look different with one that is not. A
 * definition counts once its block is complete; the first of a label wins.
 */
export class References {
	readonly known: Record<string, LinkReference> = Object.create(null);
	readonly #users = new Map<string, Set<ReferenceUser>>();
	/** Defined since the last `settle`. */
	#fresh = new Set<string>();

	define(label: string, reference: LinkReference): void {
		if (!(label in this.known)) {
			this.known[label] = reference;
			this.#fresh.add(label);
		}
	}

	/** Remembers a finished text by the labels that it may refer to. */
	watch(user: ReferenceUser, content: string): void {
		for (const [, label = ''] of content.matchAll(bracketed)) {
			const key = normalize(label);
			const isResolved = key in this.known && !this.#fresh.has(key);
			if (key !== '' && !isResolved) {
				const users = this.#users.get(key) ?? new Set();
				this.#users.set(key, users.add(user));
			}
		}
	}

	/** Lets everyone who refers to a new definition resolve again. Returns whether there was one. */
	settle(): boolean {
		const labels = [...this.#fresh];
		this.#fresh.clear();
		const users = new Set(labels.flatMap(label => [...(this.#users.get(label) ?? [])]));
		for (const label of labels) {
			this.#users.delete(label);
		}
		for (const user of users) {
			user.resolveAgain();
		}
		return labels.length > 0;
	}
}

/** As CommonMark matches labels: case folded, white space collapsed. */
function normalize(label: string): string {
	return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
