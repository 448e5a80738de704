import type { CardAction } from '../../shared/protocol.ts';

/** `unknown`: it could not be checked here. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'unknown';

/** What one check of a connection has found, in words. Holds no key. */
export interface Finding {
	readonly title: string;
	readonly verdict: Verdict;
	readonly facts: readonly string[];
	/** What to do about it. */
	readonly next?: string | undefined;
	/** Buttons that do so, the likeliest first. */
	readonly actions?: readonly CardAction[] | undefined;
	/** It is about the way without a proxy, which requests need not take. */
	readonly isDirectWay?: true | undefined;
}

/** One step of a diagnosis, told by its title while it runs. */
export interface Check {
	readonly title: string;
	run(signal: AbortSignal): Promise<Finding>;
}
