/** `models/gemini-x` and ` gemini-x ` → `gemini-x`. */
export function bareModelId(model: string): string {
	// Half a surrogate pair cannot be part of a URL.
	return model
		.trim()
		.replace(/^models\//, '')
		.toWellFormed();
}

/** What an id says of its family: `google/Gemini-3.5-flash` → `gemini-3.5-flash`. */
export function familyName(model: string): string {
	const id = bareModelId(model).toLowerCase();
	return id.slice(id.lastIndexOf('/') + 1);
}

/** `gemini-flash-latest` and its like move with the newest model; `gemini-1.5-pro-latest` does not. */
export function isMovingAlias(family: string): boolean {
	return /^gemini-[a-z-]*latest$/.test(family);
}

/** The number in `gemini-N…`: 2.5 → 2.5; 0 for other ids; aliases count as the newest. */
export function generationOf(model: string): number {
	const family = familyName(model);
	return isMovingAlias(family)
		? Number.POSITIVE_INFINITY
		: Number(/^gemini-(\d+(?:\.\d+)?)/.exec(family)?.[1] ?? 0);
}

export function isImageModel(model: string): boolean {
	return /-image\b|nano-banana|^imagen/.test(familyName(model));
}
