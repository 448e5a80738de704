const IMAGE_TOKENS = 1120;

/** About four characters a token; one for a character outside Latin scripts. */
export function textTokens(text: string): number {
	let wide = 0;
	for (const char of text) {
		wide += (char.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0;
	}
	return Math.ceil((text.length - wide) / 4) + wide;
}

/** A part of a request or an answer; its other members are counted as JSON. */
interface Countable {
	readonly text?: string | undefined;
	readonly inlineData?: object | undefined;
	readonly fileData?: object | undefined;
}

export function partTokens(part: Countable): number {
	if (part.text !== undefined) {
		return textTokens(part.text);
	}
	if (part.inlineData || part.fileData) {
		return IMAGE_TOKENS;
	}
	return textTokens(JSON.stringify({ ...part, thoughtSignature: undefined }));
}
