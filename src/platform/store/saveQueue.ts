import type { Problems } from './problems.ts';

interface Save {
	readonly conversationId: string;
	readonly key: string;
	readonly work: () => Promise<void>;
}

/**
 * Runs the saves of one conversation one after the other, those of several at once. What fails is told
 * once, kept, and tried again after the next save that succeeds.
 */
export class SaveQueue {
	private readonly chains = new Map<string, Promise<void>>();
	private readonly failed = new Map<string, Save>();
	private readonly problems: Problems;
	private isFailing = false;

	constructor(problems: Problems) {
		this.problems = problems;
	}

	/**
	 * Never rejects. A later save with the same key replaces one that failed; without a key a failure is not
	 * tried again, because more will follow anyway.
	 */
	run(conversationId: string, key: string | undefined, work: () => Promise<void>): Promise<void> {
		const before = this.chains.get(conversationId) ?? Promise.resolve();
		const chain = before.then(() => this.attempt(conversationId, key, work));
		this.chains.set(conversationId, chain);
		return chain.finally(() => {
			if (this.chains.get(conversationId) === chain) {
				this.chains.delete(conversationId);
			}
		});
	}

	/** Gives up failed saves with these keys. */
	forget(conversationId: string, keys: readonly string[]): void {
		for (const key of keys) {
			this.failed.delete(`${conversationId} ${key}`);
		}
	}

	async retry(): Promise<void> {
		const saves = [...this.failed.values()];
		this.failed.clear();
		await Promise.all(
			saves.map(({ conversationId, key, work }) => this.run(conversationId, key, work)),
		);
	}

	/** Resolves when nothing is being saved. */
	async idle(): Promise<void> {
		while (this.chains.size > 0) {
			await Promise.all(this.chains.values());
		}
	}

	private async attempt(
		conversationId: string,
		key: string | undefined,
		work: () => Promise<void>,
	): Promise<void> {
		const id = `${conversationId} ${key ?? ''}`;
		try {
			await work();
		} catch (error) {
			if (key !== undefined) {
				this.failed.set(id, { conversationId, key, work });
			}
			if (!this.isFailing) {
				this.isFailing = true;
				this.problems.cannotSave(error, conversationId);
			}
			return;
		}
		this.failed.delete(id);
		if (this.failed.size === 0) {
			this.isFailing = false;
		} else {
			void this.retry();
		}
	}
}
