/** Longer argument lists overflow the stack. */
const CHUNK = 0x8000;

/** Bytes as base64 of the standard alphabet. */
export function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let start = 0; start < bytes.length; start += CHUNK) {
		binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
	}
	return btoa(binary);
}

/** Also takes base64url and ignores missing padding; what is no base64 at all becomes no bytes. */
export function fromBase64(text: string): Uint8Array {
	try {
		return Uint8Array.from(
			atob(text.replaceAll('-', '+').replaceAll('_', '/')),
			char => char.codePointAt(0) ?? 0,
		);
	} catch {
		// A damaged image is an empty one; the text around it is still worth showing.
		return new Uint8Array();
	}
}
