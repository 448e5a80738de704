/** What has been looked up: the same few names come again and again. */
const known = new Map();

/** The panel's policy lets HTML be made of nothing but one name. */
const policy = globalThis.trustedTypes?.createPolicy('comet-gemini-entities', {
	createHTML: onlyName,
});

/**
 * The character that a name such as `&copy;` stands for, as the browser of the page knows it: the table of all
 * of them would be twelve kilobytes of the package. Without a page, where only blocks are looked for, the name
 * stays.
 * @param {string} text one name, from `&` to `;`
 */
export function decodeHTMLStrict(text) {
	if (typeof document === 'undefined') {
		return text;
	}
	let decoded = known.get(text);
	if (decoded === undefined) {
		decoded = characterOf(text);
		known.set(text, decoded);
	}
	return decoded;
}

/** The text itself where it is no name: `&notit;` begins with one from before HTML 4, which needed no end. */
function characterOf(text) {
	const area = document.createElement('textarea');
	area.innerHTML = policy === undefined ? onlyName(text) : policy.createHTML(text);
	const value = area.textContent;
	return value === '' || (value.endsWith(';') && text !== '&semi;') ? text : value;
}

function onlyName(text) {
	return /^&[a-z][a-z\d]*;$/i.test(text) ? text : '';
}
