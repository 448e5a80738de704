/** The names between percent signs in a manifest, each once and sorted. */
export function placeholders(manifest: string): string[] {
	return [
		...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].flatMap(([, name]) => name ?? [])),
	].sort();
}
