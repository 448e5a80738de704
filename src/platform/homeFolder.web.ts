/** A browser has none. */
export function homeFolder(): string | undefined {
	return undefined;
}
