import type { Network } from './network.ts';

/** A browser tells nothing of what lies below HTTP. */
export function openNetwork(): Network | undefined {
	return undefined;
}
