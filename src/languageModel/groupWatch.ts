export interface GroupWatchOptions {
	/**
	 * What was known when the last window closed. Where nothing is known, true is the safe guess: a model
	 * that is offered and taken back leaves a chat with a model that no longer answers.
	 */
	readonly hadGroups: boolean;
	/** Told when it changes. */
	remember(hasGroups: boolean): void;
	/** Has VS Code ask for all models again. */
	refresh(): void;
	/** Calls back later; what it returns calls it off. */
	delay(callback: () => void, ms: number): () => void;
}

/** How long VS Code may take to come from the first call of a round to that for a group. */
const FIRST_PATIENCE_MS = 500;

/**
 * Whether *Manage Models* has groups of ours. VS Code does not say so: it asks for models in rounds, first
 * without a configuration and then once for each group, and one round ends before the next begins. So a
 * round is judged by the one before it, and another is asked for when the two disagree.
 */
export class GroupWatch {
	private readonly options: GroupWatchOptions;
	private hasGroups: boolean;
	private roundHasGroup: boolean | undefined;
	private roundHasOwn: boolean;
	private isProbing: boolean;
	private patienceMs = FIRST_PATIENCE_MS;
	private cancelProbe: (() => void) | undefined;

	constructor(options: GroupWatchOptions) {
		this.options = options;
		this.hasGroups = options.hadGroups;
		this.isProbing = false;
		this.roundHasOwn = false;
	}

	/** The call without a configuration. Returns whether our own models belong into this round. */
	beginRound(): boolean {
		this.cancelProbe?.();
		if (this.roundHasGroup !== undefined) {
			this.learn(this.roundHasGroup);
		}
		this.roundHasGroup = false;
		this.isProbing = false;
		if (this.hasGroups) {
			this.cancelProbe = this.options.delay(() => this.probe(), this.patienceMs);
		}
		this.roundHasOwn = !this.hasGroups;
		return this.roundHasOwn;
	}

	/** Whether our own models go into a group that asks for them: into one of them in a round. */
	claimOwn(): boolean {
		const isFree = !this.roundHasOwn;
		this.roundHasOwn = true;
		return isFree;
	}

	/** A call for a group. */
	sawGroup(): void {
		this.cancelProbe?.();
		if (this.isProbing) {
			// The last round was only slow, e.g. because a keyring asked for a password.
			this.patienceMs *= 2;
			this.isProbing = false;
		}
		const isNews = !this.hasGroups;
		this.roundHasGroup = true;
		this.learn(true);
		if (isNews) {
			this.options.refresh();
		}
	}

	dispose(): void {
		this.cancelProbe?.();
	}

	private probe(): void {
		this.isProbing = true;
		this.options.refresh();
	}

	private learn(hasGroups: boolean): void {
		if (this.hasGroups !== hasGroups) {
			this.hasGroups = hasGroups;
			this.options.remember(hasGroups);
		}
	}
}
