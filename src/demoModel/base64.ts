const STEP = 0x8000;

/** Standard alphabet, padded. Works in slices, because a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let start = 0; start < bytes.length; start += STEP) {
		binary += String.fromCharCode(...bytes.subarray(start, start + STEP));
	}
	return btoa(binary);
}

/** Both alphabets are accepted, as protobuf JSON does; `undefined` when it is not base64. */
export function fromBase64(text: string): string | undefined {
	try {
		return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	} catch {
		return undefined;
	}
}
