import type { EnvironmentKey } from './environmentKeys.node.ts';

/** A browser has no environment variables. */
export function environmentKeys(): readonly EnvironmentKey[] {
	return [];
}

export function grantedEnvironmentKeys(): ReadonlyMap<string, string> {
	return new Map();
}
