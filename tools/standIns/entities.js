/** Of Markdown the host looks for blocks alone: no word in it is decoded. */
export function decodeHTMLStrict(text) {
	return text;
}
