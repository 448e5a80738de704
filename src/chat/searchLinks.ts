import type { SearchLink } from '../shared/protocol.ts';

const MAX_HTML = 100_000;
const MAX_LINKS = 12;
const MAX_LABEL = 120;

/** Where the suggestions of a search lead: Google's own search, or its redirect to a result. */
const ALLOWED = [
	{ host: /^(www\.)?google\.(com|[a-z]{2}|com?\.[a-z]{2})$/, path: /^\/search$/ },
	{ host: /^vertexaisearch\.cloud\.google\.com$/, path: /^\/grounding-api-redirect\// },
] as const;

/** A link and what is in it, up to the next one. */
const LINK = /<a\s([^<>]*)>((?:[^<]|<(?!\/?a[\s>]))*)<\/a\s*>/gi;

/**
 * The links in the HTML that comes with search results (docs/PROTOCOL.md §4), as data: nothing of the HTML
 * itself is ever shown. What is no link of Google's is left out.
 */
export function searchLinks(html: string): SearchLink[] {
	const links: SearchLink[] = [];
	for (const [, attributes = '', content = ''] of html.slice(0, MAX_HTML).matchAll(LINK)) {
		const href = allowedHref(attributes);
		const label = plainText(content);
		if (href !== undefined && label !== '' && links.every(each => each.href !== href)) {
			links.push({ label, href });
		}
		if (links.length === MAX_LINKS) {
			break;
		}
	}
	return links;
}

function allowedHref(attributes: string): string | undefined {
	const [, double, single] = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? [];
	const url = URL.parse(decodeEntities(double ?? single ?? ''));
	if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') {
		return undefined;
	}
	const isAllowed = ALLOWED.some(
		({ host, path }) => host.test(url.hostname) && path.test(url.pathname),
	);
	return isAllowed ? url.href : undefined;
}

/** Words only: without tags, control characters and those that change the direction of the text. */
function plainText(html: string): string {
	return decodeEntities(html.replace(/<[^<>]*>/g, ''))
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim()
		.slice(0, MAX_LABEL);
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, ...groups) => {
		const [decimal, hex, name] = groups;
		if (typeof name === 'string') {
			return NAMED[name.toLowerCase()] ?? whole;
		}
		const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
	});
}
