/**
 * UTF-8 byte offsets → UTF-16 indices of `text`, in one pass. Offsets inside a character or beyond the end
 * are left out.
 */
export function byteIndices(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
	const wanted = [...new Set(offsets)].sort((a, b) => a - b);
	const found = new Map<number, number>();
	let next = 0;
	let byte = 0;
	let index = 0;
	while (next < wanted.length) {
		const offset = wanted[next] ?? 0;
		if (offset === byte) {
			found.set(offset, index);
			next++;
		} else if (offset < byte) {
			next++;
		} else if (index >= text.length) {
			break;
		} else {
			const code = text.codePointAt(index) ?? 0;
			byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
			index += code < 0x1_00_00 ? 1 : 2;
		}
	}
	return found;
}

/** How many bytes the text takes in UTF-8. */
export function byteLength(text: string): number {
	let bytes = 0;
	for (let index = 0; index < text.length; ) {
		const code = text.codePointAt(index) ?? 0;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
		index += code < 0x1_00_00 ? 1 : 2;
	}
	return bytes;
}
